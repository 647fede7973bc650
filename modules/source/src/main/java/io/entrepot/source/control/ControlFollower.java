package io.entrepot.source.control;

import io.entrepot.source.journal.ToTheEnd;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the control topic: to its end before anything is sent, and from then on beside the sending. */
public final class ControlFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlFollower.class);

    private static final Duration POLL = Duration.ofSeconds(1);
    /** After Kafka has refused something: it is asked again, as often as a log can bear it. */
    private static final long AGAIN_MS = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final WireFormat wire;
    private final OrderListener listener;
    private final long fromMs;
    private final BooleanSupplier stopped;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "entrepot-control");
    /** What stands before it was there when this began. */
    private long liveFrom;

    /**
     * @param consumer closed with this
     * @param fromMs   milliseconds since the epoch: what Kafka has from later on counts as given while this listens
     * @param stopped  whether what is there need not be read to its end any more
     */
    public ControlFollower(Consumer<byte[], byte[]> consumer, FleetTopics topics, WireFormat wire, OrderListener listener, long fromMs,
            BooleanSupplier stopped) {
        this.fromMs = fromMs;
        this.stopped = stopped;
        this.consumer = consumer;
        partition = new TopicPartition(topics.control(), 0);
        this.wire = wire;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /** Begins to read what is there, and goes on by itself: over a long link that takes seconds, in which other things are asked as well. */
    public void start() {
        thread.start();
    }

    /**
     * Waits until what was there has been read.
     *
     * @throws KafkaException when it cannot be
     */
    public void awaitOrders() {
        try {
            caughtUp.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        try {
            toTheEnd();
            caughtUp.complete(null);
        } catch (RuntimeException | Error e) {
            caughtUp.completeExceptionally(e);
            return;
        }
        follow();
    }

    private void toTheEnd() {
        consumer.assign(List.of(partition));
        Map<TopicPartition, Long> from = consumer.beginningOffsets(List.of(partition));
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
        liveFrom = ends.get(partition);
        ToTheEnd.read(consumer, from, ends, stopped, this::take);
    }

    private void follow() {
        while (closed.getCount() > 0) {
            try {
                consumer.poll(POLL).forEach(this::take);
            } catch (WakeupException e) {
                // Closed: the loop ends.
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("topic", partition.topic()).addKeyValue("cause", e.getMessage())
                        .log("Control topic cannot be read; what was ordered last stays in force");
                again();
            }
        }
    }

    private void again() {
        try {
            if (!closed.await(AGAIN_MS, TimeUnit.MILLISECONDS)) {
                // Where the position was lost with a trimmed topic, everything that is there is read again.
                consumer.seekToBeginning(List.of(partition));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ControlKey key = wire.decode(record.key(), ControlKey.class);
            ControlOrder order = record.value() == null ? null : wire.decode(record.value(), ControlOrder.class);
            listener.take(key, order, record.offset() >= liveFrom || record.timestamp() >= fromMs);
        } catch (WireException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .addKeyValue("cause", e.getMessage()).log("Order passed over");
        } catch (RuntimeException e) {
            // The registry is away, say: an order that cannot be read now shall not end the sending.
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("offset", record.offset())
                    .setCause(e).log("Order cannot be read");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        consumer.close(CloseOptions.timeout(KafkaSettings.CLOSE_SHORT));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
