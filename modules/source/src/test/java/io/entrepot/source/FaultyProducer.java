package io.entrepot.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Real producers of which one commit in so many times out, before or after it has happened. */
final class FaultyProducer implements AgentParts.Producers {

    private final FleetFixture fixture;
    private final int every;
    private final boolean committed;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    /** @param committed whether the commit that times out has happened */
    FaultyProducer(FleetFixture fixture, int every, boolean committed) {
        this.fixture = fixture;
        this.every = every;
        this.committed = committed;
    }

    int faults() {
        return faults.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> open(String transactionalId) {
        var real = new KafkaProducer<byte[], byte[]>(fixture.kafka().producer(transactionalId));
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {Producer.class},
                (proxy, method, arguments) -> {
                    boolean fault = method.getName().equals("commitTransaction")
                            && commits.incrementAndGet() % every == 0;
                    if (fault) {
                        faults.incrementAndGet();
                    }
                    if (fault && !committed) {
                        throw new TimeoutException("made to time out before committing");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (fault) {
                            throw new TimeoutException("made to time out after committing");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
