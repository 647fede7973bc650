package io.entrepot.wire;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what Kafka's admin client was asked, and says what went wrong in a sentence. */
public final class AdminCalls {

    /** Where it is said that Kafka does not answer yet: commands show that to people, who see nothing else of the log. */
    public static final String WAITING = "entrepot.waiting";

    private static final Logger LOG = LoggerFactory.getLogger(WAITING);
    /** Who waits at a terminal has begun to doubt the address by then. */
    private static final Duration SAY_AFTER = Duration.ofSeconds(5);

    private final String bootstrapServer;
    private final Duration sayAfter;
    private final AtomicBoolean said = new AtomicBoolean();

    AdminCalls(String bootstrapServer) {
        this(bootstrapServer, SAY_AFTER);
    }

    AdminCalls(String bootstrapServer, Duration sayAfter) {
        this.bootstrapServer = bootstrapServer;
        this.sayAfter = sayAfter;
    }

    /**
     * @param doing what is being tried, as in "cannot list topics"
     * @throws TopicException when it fails; its cause is Kafka's own exception
     */
    <T> T get(String doing, KafkaFuture<T> future) {
        return get(doing, future, said);
    }

    /** As {@link #get}, for who says himself that there is no answer. */
    <T> T getSilently(String doing, KafkaFuture<T> future) {
        return get(doing, future, new AtomicBoolean(true));
    }

    private <T> T get(String doing, KafkaFuture<T> future, AtomicBoolean told) {
        try {
            return await(future, told);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw fault(doing, e.getCause());
        }
    }

    /** Kafka's client asks again and again for a minute, and says nothing. */
    private <T> T await(KafkaFuture<T> future, AtomicBoolean told) throws InterruptedException, ExecutionException {
        try {
            return future.get(sayAfter.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            if (!told.getAndSet(true)) {
                LOG.warn("Kafka at {} does not answer yet.", bootstrapServer);
            }
            return future.get();
        }
    }

    TopicException fault(String doing, Throwable cause) {
        String message;
        if (cause instanceof TimeoutException) {
            message = "No answer in time from Kafka at " + bootstrapServer + " when trying to " + doing
                    + ": check the bootstrap server, its listener and that it is running.";
        } else if (cause instanceof AuthenticationException) {
            message = "Kafka at " + bootstrapServer + " did not let us in (" + words(cause)
                    + "): check the security settings.";
        } else if (cause instanceof AuthorizationException) {
            message = "Kafka at " + bootstrapServer + " does not permit to " + doing + " (" + words(cause)
                    + "): give this user the access.";
        } else if (cause instanceof InvalidReplicationFactorException) {
            message = "Kafka at " + bootstrapServer + " cannot " + doing + " (" + words(cause)
                    + "): use a replication factor of at most the number of brokers (--replication-factor).";
        } else if (cause instanceof UnknownTopicOrPartitionException) {
            message = "Kafka at " + bootstrapServer + " cannot " + doing + ": the topic does not exist.";
        } else {
            message = "Kafka at " + bootstrapServer + " could not " + doing + " (" + words(cause) + ").";
        }
        return new TopicException(message, cause);
    }

    /** What Kafka says of it, in one line without a full stop. */
    public static String words(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
