package io.entrepot.source.space;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether there is room: before anything is sent, and then every few seconds. */
public final class SpaceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceWatch.class);

    /** Brokers answer for everything they hold; in this time a fast agent sends a few gigabytes, which a floor has to allow for. */
    private static final long EVERY_MS = 5_000;

    private final SpaceRule rule;
    private final SpaceBounds bounds;
    private final Supplier<Room> source;
    private final AutoCloseable resource;
    private final long everyMs;
    private final Consumer<Optional<String>> verdicts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "entrepot-space");

    private SpaceWatch(SpaceBounds bounds, BrokerRoom room, Consumer<Optional<String>> verdicts) {
        this(bounds, room, room, EVERY_MS, verdicts);
    }

    SpaceWatch(SpaceBounds bounds, Supplier<Room> source, AutoCloseable resource, long everyMs, Consumer<Optional<String>> verdicts) {
        this.bounds = bounds;
        this.source = source;
        this.resource = resource;
        this.everyMs = everyMs;
        this.verdicts = verdicts;
        rule = new SpaceRule(bounds);
        thread.setDaemon(true);
    }

    /**
     * Looks once, and from then on.
     *
     * @param admin    closed with this
     * @param topic    the interim topic
     * @param verdicts hears after each look why nothing more should be sent, or that there is room
     * @throws KafkaException when the brokers cannot be asked, or do not say what the bounds need
     */
    public static SpaceWatch start(SpaceBounds bounds, Admin admin, String topic, Consumer<Optional<String>> verdicts) {
        SpaceWatch watch = new SpaceWatch(bounds, new BrokerRoom(admin, topic), verdicts);
        try {
            watch.start();
            return watch;
        } catch (KafkaException e) {
            watch.close();
            throw new KafkaException("the brokers do not say how full they are, which --interim-bytes-max and --broker-free-min need (the"
                    + " right to Describe the cluster): " + e.getMessage(), e);
        }
    }

    void start() {
        look();
        thread.start();
    }

    private void look() {
        Room room = source.get();
        if (bounds.brokerFreeBytesMin().isPresent() && room.freeBytes().isEmpty()) {
            throw new KafkaException("they are older than Kafka 3.3, and know no free space");
        }
        verdicts.accept(rule.judge(room));
    }

    private void watch() {
        try {
            while (!closed.await(everyMs, TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (KafkaException e) {
                    LOG.atWarn().addKeyValue("cause", e.getMessage()).log("Brokers do not say how full they are; what they said last counts");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            resource.close();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("Client that asked brokers for room not closed");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
