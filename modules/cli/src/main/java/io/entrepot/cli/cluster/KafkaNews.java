package io.entrepot.cli.cluster;

import io.entrepot.cli.text.Times;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Says when Kafka stops answering, and when it answers again: parts that run for days wait for it and say nothing themselves. A broker of
 * several that goes is none of this.
 */
final class KafkaNews implements AutoCloseable {

    /** A person looks at a log after a minute, and a question to the cluster costs it next to nothing. */
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** A cluster that elects a controller, or has a long pause, answers within that; in tries, between which it may be told to end. */
    private static final Duration TRY = Duration.ofSeconds(2);
    private static final int TRIES = 5;
    /** Between two questions of who is about to end. */
    private static final Duration EVERY_ENDING = Duration.ofMillis(500);

    private final Telling telling;
    private final String server;
    private final LongSupplier nanoTime;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean away;
    private long awaySinceNs;

    /** Where it is said. */
    @FunctionalInterface
    interface Telling {

        /** As {@link io.entrepot.cli.report.Bulletin#say}. */
        void say(String type, String sentence, Map<String, ?> fields);
    }

    /**
     * @param server   where Kafka is
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    KafkaNews(Telling telling, String server, LongSupplier nanoTime) {
        this.telling = telling;
        this.server = server;
        this.nanoTime = nanoTime;
    }

    /** Looks every few seconds on a thread of its own, until it is closed. */
    static KafkaNews follow(Telling telling, KafkaSettings kafka) {
        KafkaNews news = new KafkaNews(telling, kafka.bootstrapServer(), System::nanoTime);
        TopicAdmin admin = new TopicAdmin(kafka);
        Thread thread = new Thread(() -> {
            try (admin) {
                while (!news.ending.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.look(() -> news.answers(admin));
                }
                while (!news.closed.await(EVERY_ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.away = !admin.answers(TRY);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "entrepot-kafka-news");
        thread.setDaemon(true);
        thread.start();
        return news;
    }

    private boolean answers(TopicAdmin admin) {
        for (int i = 0; i < TRIES && ending.getCount() > 0; i++) {
            if (admin.answers(TRY)) {
                return true;
            }
        }
        return false;
    }

    /** @param answers whether Kafka does, asked once */
    void look(BooleanSupplier answers) {
        long nowNs = nanoTime.getAsLong();
        boolean isAway = !answers.getAsBoolean();
        // A process that ends has said its last word.
        if (isAway == away || ending.getCount() == 0) {
            return;
        }
        away = isAway;
        if (isAway) {
            awaySinceNs = nowNs;
            telling.say("unreachable", "Kafka at " + server + " does not answer. What runs here goes on by itself when it does; nothing that was"
                    + " committed is lost", Map.of("kafka", server));
        } else {
            Duration time = Duration.ofNanos(nanoTime.getAsLong() - awaySinceNs);
            telling.say("reachable", "Kafka at " + server + " answers again, after " + Times.took(time),
                    Map.of("kafka", server, "awayMs", time.toMillis()));
        }
    }

    /** Whether Kafka did not answer when it was asked last. */
    boolean isAway() {
        return away;
    }

    /** Says nothing any more, and asks more often: whoever waits for Kafka at his end wants to know soon that he does so in vain. */
    void ending() {
        ending.countDown();
    }

    @Override
    public void close() {
        ending.countDown();
        closed.countDown();
    }
}
