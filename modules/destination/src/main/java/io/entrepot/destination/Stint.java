package io.entrepot.destination;

import io.entrepot.image.VolumeInUseException;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writing of the partitions that the group has given to this writer, for as long as it has just these. */
final class Stint implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Stint.class);
    /** A lock is let go within a second by one who ends well; asking costs a system call. */
    private static final long LOCK_RETRY_MS = 250;

    private final WriterSettings settings;
    private final KafkaSettings kafka;
    private final WireFormat wire;
    private final WriterListener listener;
    private final Runnable onFailure;
    private final Tenure tenure = Tenure.amongOthers();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "entrepot-stint");
    private volatile Session session;
    private volatile Throwable failure;

    /**
     * @param settings  with the partitions
     * @param onFailure called once, from the stint's thread
     */
    Stint(WriterSettings settings, KafkaSettings kafka, WireFormat wire, WriterListener listener, Runnable onFailure) {
        this.settings = settings;
        this.kafka = kafka;
        this.wire = wire;
        this.listener = listener;
        this.onFailure = onFailure;
    }

    Stint start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** What it died of; null while it runs, and when it was told to end. */
    Throwable failure() {
        return failure;
    }

    /** Ends it; on return all that it had taken in hand is durable and said, and the partitions' locks are free. */
    void end() {
        stopped.countDown();
        Session running = session;
        if (running != null) {
            running.wakeup();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #end}, when others may have the partitions already: nothing gets its final name any more. */
    void abandon() {
        tenure.lose();
        end();
    }

    @Override
    public void run() {
        try (Session running = open()) {
            session = running;
            if (running != null) {
                running.run(this::isStopped);
            }
        } catch (WakeupException woken) {
            LOG.atDebug().log("The writer's stint is over");
        } catch (Exception | Error e) {
            failure = e;
            onFailure.run();
        }
    }

    /** Waits for whoever still has the lock of a partition; null when told to end meanwhile. */
    private Session open() throws IOException, InterruptedException {
        boolean said = false;
        while (!isStopped()) {
            try {
                return Session.open(settings, kafka, new FleetTopics(settings.fleet()), wire, listener, tenure,
                        this::isStopped);
            } catch (VolumeInUseException e) {
                if (!said) {
                    said = true;
                    LOG.atWarn().addKeyValue("partitions", settings.partitions()).addKeyValue("cause", e.getMessage())
                            .log("A writer waits for the one before it");
                    listener.waits(Sentences.of(e));
                }
                stopped.await(LOCK_RETRY_MS, TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }
}
