package io.entrepot.resequencer;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that notes how far it has read each interim partition, and does not read on where it is asked not to.
 * Used, as every consumer, by one thread.
 *
 * <p>Streams pauses and resumes partitions too: while their tasks restore, and while their queues are full. A partition
 * is paused here only where Streams has not done so, and resumed only where Streams has not paused it since.
 */
final class WatchedConsumer implements InvocationHandler {

    private final Consumer<byte[], byte[]> consumer;
    private final InterimReads reads;
    private final Set<TopicPartition> held = new HashSet<>();

    private WatchedConsumer(Consumer<byte[], byte[]> consumer, InterimReads reads) {
        this.consumer = consumer;
        this.reads = reads;
    }

    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> over(Consumer<byte[], byte[]> consumer, InterimReads reads) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(WatchedConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class}, new WatchedConsumer(consumer, reads));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean poll = method.getName().equals("poll");
        if (poll) {
            hold();
        } else if (method.getName().equals("pause")) {
            // Streams' own from now on.
            held.removeAll((Collection<?>) arguments[0]);
        }
        Object result;
        try {
            result = method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (poll) {
            note((ConsumerRecords<?, ?>) result);
        }
        return result;
    }

    private void hold() {
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> assigned = consumer.assignment();
        held.removeIf(partition -> !assigned.contains(partition) || !paused.contains(partition));
        for (TopicPartition partition : assigned) {
            if (!partition.topic().equals(reads.topic())) {
                continue;
            }
            boolean wanted = reads.isHeld(partition.partition());
            if (wanted && !paused.contains(partition)) {
                consumer.pause(List.of(partition));
                held.add(partition);
            } else if (!wanted && held.remove(partition)) {
                consumer.resume(List.of(partition));
            }
        }
    }

    private void note(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : consumer.assignment()) {
            if (partition.topic().equals(reads.topic())) {
                List<? extends ConsumerRecord<?, ?>> read = records.records(partition);
                if (!read.isEmpty()) {
                    reads.read(partition.partition(), read.get(read.size() - 1).offset());
                }
                // Up to the last stable offset: what stands behind it is not committed.
                reads.atEnd(partition.partition(), consumer.currentLag(partition).orElse(1) == 0);
            }
        }
    }
}
