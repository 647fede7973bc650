package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on where the interim partitions begin while images are sent: an operator may trim them, and what is gone is not to be referred
 * to. What was referred to since the last look may be gone all the same; destinations still have it in their files.
 */
final class StartsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartsWatch.class);

    /** A question to Kafka costs nothing beside a second of sending, and a trim takes longer to plan than this. */
    static final long EVERY_MS = 2_000;

    private final CountDownLatch closed = new CountDownLatch(1);

    StartsWatch(KafkaSettings kafka, FleetTopics topics, InterimStarts starts, long everyMs) {
        Thread thread = new Thread(() -> watch(kafka, topics, starts, everyMs), "entrepot-starts");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(KafkaSettings kafka, FleetTopics topics, InterimStarts starts, long everyMs) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            while (!closed.await(everyMs, TimeUnit.MILLISECONDS)) {
                look(admin, topics, starts);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } catch (TopicException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("Trimming is not noticed while images are sent");
        }
    }

    /** Without an answer what was known stays; who sends has the same trouble, and says so. */
    private static void look(TopicAdmin admin, FleetTopics topics, InterimStarts starts) {
        try {
            starts.are(admin.startOffsets(topics.interim()));
        } catch (TopicException e) {
            LOG.atDebug().addKeyValue("cause", e.getMessage()).log("The interim topic does not say where it begins");
        }
    }

    /** Ends it; does not wait for an answer of Kafka's. */
    @Override
    public void close() {
        closed.countDown();
    }
}
