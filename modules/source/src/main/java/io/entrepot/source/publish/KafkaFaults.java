package io.entrepot.source.publish;

import java.util.List;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.KafkaException;

/** Tells what failed for good from what is worth another attempt. */
public final class KafkaFaults {

    private static final int CAUSES_MAX = 16;

    private static final List<Class<?>> FENCED = List.of(ProducerFencedException.class,
            FencedInstanceIdException.class);

    private static final List<Class<?>> FINAL = List.of(AuthorizationException.class, AuthenticationException.class,
            RecordTooLargeException.class, UnsupportedVersionException.class);

    private KafkaFaults() {
    }

    /** Whether Kafka says that another producer with the same transactional id has taken over; it says so too when it gave a transaction up. */
    public static boolean isFenced(Throwable failure) {
        return among(failure, FENCED);
    }

    /**
     * Whether the broker knows the producer in another epoch: fenced, or a transaction that took too long. An abort
     * tells.
     */
    public static boolean isEpoch(Throwable failure) {
        return among(failure, List.of(InvalidProducerEpochException.class));
    }

    /** As what passes: Kafka has ended the transaction of a producer that it called fenced, as it took too long, and nobody has taken over. */
    public static KafkaException expired(Throwable fenced) {
        var expired = new TimeoutException("a transaction took longer than transaction.timeout.ms allows, so that Kafka gave it up");
        // Not as the cause: among causes it would say that another has taken over.
        expired.addSuppressed(fenced);
        return expired;
    }

    /** Whether less at a time might have got through. */
    public static boolean isTooSlow(Throwable failure) {
        return isEpoch(failure) || among(failure, List.of(TimeoutException.class));
    }

    /** Whether a new producer may fare better. */
    public static boolean isPassing(Throwable failure) {
        return !isFenced(failure) && !among(failure, FINAL)
                && (failure instanceof KafkaException || among(failure, List.of(RetriableException.class)));
    }

    /** What went wrong in the end: Kafka's clients wrap causes, and the innermost says most. */
    public static String words(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static boolean among(Throwable failure, List<Class<?>> types) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            for (Class<?> type : types) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }
}
