package io.entrepot.source;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.source.cores.Cores;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.WireFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The source agent: sends images into the interim topic of a fleet whose topics exist. It can be killed at any point;
 * sending again goes on where the last committed transaction ended.
 */
public final class Agent implements AutoCloseable {

    private final AgentSettings settings;
    private final KafkaSettings kafka;
    private final AgentListener listener;
    private final AgentParts parts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile SendJob current;

    /**
     * @param registry gives schemas their ids; left open
     * @param listener hears how far images have got
     */
    public Agent(AgentSettings settings, KafkaSettings kafka, SchemaRegistry registry, AgentListener listener) {
        this(settings, kafka, registry, listener, id -> new KafkaProducer<>(kafka.producer(id)));
    }

    Agent(AgentSettings settings, KafkaSettings kafka, SchemaRegistry registry, AgentListener listener,
          AgentParts.Producers producers) {
        this.settings = settings;
        this.kafka = kafka;
        this.listener = listener;
        parts = new AgentParts(new IndexHolder(settings.stateDirectory(), settings.indexCacheBytes()),
                new WireFormat(registry), new Cores(settings.threads(), settings.zstdLevels(), settings.nice()), producers);
    }

    /**
     * Sends images, several at a time, in order of priority and then of the list. What cannot be read fails, and the
     * others go on.
     *
     * @return what came of each, in the order of the list
     * @throws IllegalArgumentException when a name or partition is not possible, or a name is there twice
     * @throws SendException            when nothing can be sent any more
     */
    public synchronized List<SendOutcome> send(List<ImageFile> images) {
        var shipments = new Shipments(images);
        var job = new SendJob(settings, kafka, listener, parts, stopped, shipments);
        current = job;
        try {
            job.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            current = null;
        }
        return shipments.outcomes();
    }

    /** How many blocks of the fleet it knows, an estimate; from any thread. */
    public long knownBlocks() {
        return parts.indexes().blocks();
    }

    /** Ends sending, now and for good, and commits what is on its way, for 6 s at most; from any thread, and before {@link #send} too. */
    public void stop() {
        stopped.countDown();
        SendJob job = current;
        if (job != null) {
            job.stop();
        }
    }

    /** Lets go of everything; not while {@link #send} is under way. */
    @Override
    public synchronized void close() {
        parts.close();
    }
}
