package io.entrepot.wire;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for what Kafka's admin client was asked, and says what went wrong in a sentence. */
public final class AdminCalls {

    private final String bootstrapServer;

    AdminCalls(String bootstrapServer) {
        this.bootstrapServer = bootstrapServer;
    }

    /**
     * @param doing what is being tried, as in "cannot list topics"
     * @throws TopicException when it fails; its cause is Kafka's own exception
     */
    <T> T get(String doing, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw fault(doing, e.getCause());
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
                    + "): use a replication factor of at most the number of brokers.";
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
