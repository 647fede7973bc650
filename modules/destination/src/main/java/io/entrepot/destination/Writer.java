package io.entrepot.destination;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicException;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Writes what arrives on a destination's ordered topic, on all partitions or on some, into image files below a
 * directory, until it is stopped. One writer for a directory, which is locked, and one for a partition, whose transactional id shuts out an earlier one.
 *
 * <p>Partitions are assigned by hand: nobody takes one away while an image gets its final name, and a writer that has
 * been replaced learns it from its first commit. Offsets are still committed under the destination's group, where Kafka's
 * tools show them.
 */
public final class Writer implements Runnable, AutoCloseable {

    private final WriterSettings settings;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final WriterListener listener;
    private final SingleRun own = new SingleRun();
    private volatile Session session;

    public Writer(WriterSettings settings, KafkaSettings kafka, SchemaRegistry registry, WriterListener listener) {
        this.settings = settings;
        this.kafka = kafka;
        this.registry = registry;
        this.listener = listener;
    }

    /**
     * Writes until {@link #stop}; once. What was written is durable and said on return.
     *
     * @throws WriterException when it cannot go on; what was committed stays, and a later run goes on from there
     */
    @Override
    public void run() {
        own.begin();
        FleetTopics topics = new FleetTopics(settings.fleet());
        try (Session running = Session.open(settings, kafka, topics, new WireFormat(registry), listener, Tenure.alone(), own::isStopping)) {
            session = running;
            if (own.isStopping()) {
                return;
            }
            running.run(own::isStopping);
        } catch (WakeupException woken) {
            // Only stop() wakes it where nothing else says so.
        } catch (IOException | RegistryException | TopicException | KafkaException e) {
            throw WriterException.of(e, kafka, settings);
        } finally {
            own.end();
        }
    }

    /** Whether it has its directory and partitions, and takes what comes. */
    public boolean isRunning() {
        return session != null && !own.hasEnded();
    }

    /** Has {@link #run} return at the next record; from any thread, any number of times. */
    public void stop() {
        own.stop();
        Session running = session;
        if (running != null) {
            running.wakeup();
        }
    }

    /** Stops, and waits until {@link #run} has returned if it was called. */
    @Override
    public void close() {
        stop();
        own.awaitEnd();
    }
}
