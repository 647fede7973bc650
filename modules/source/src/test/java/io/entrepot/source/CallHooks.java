package io.entrepot.source;

import io.entrepot.wire.KafkaSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Something that is done before a real producer's calls, and in place of their return when it throws. */
interface CallHooks {

    /** Before the call of this name. */
    default void before(String call) {
    }

    /** After it. */
    default void after(String call) {
    }

    /** A real producer with such calls. */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> open(KafkaSettings kafka, String transactionalId, CallHooks hooks) {
        var real = new KafkaProducer<byte[], byte[]>(kafka.producer(transactionalId));
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(CallHooks.class.getClassLoader(), new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> {
                    hooks.before(method.getName());
                    try {
                        Object result = method.invoke(real, arguments);
                        hooks.after(method.getName());
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
