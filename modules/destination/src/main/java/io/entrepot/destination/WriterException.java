package io.entrepot.destination;

import io.entrepot.wire.KafkaSettings;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;

/**
 * The writer cannot go on. The message is one clear sentence with the way out; what was committed stays, and a later run
 * goes on from there.
 */
public final class WriterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WriterException(String message) {
        super(message);
    }

    public WriterException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What whatever can go wrong with files, Kafka and the registry comes to; {@code e} itself when it has been said already. */
    static WriterException of(Exception e, KafkaSettings kafka, WriterSettings settings) {
        if (e instanceof WriterException said) {
            return said;
        } else if (e instanceof IOException file) {
            return new WriterException(Sentences.of(file), e);
        } else if (e instanceof KafkaException) {
            return new WriterException("Kafka at " + kafka.bootstrapServer() + " failed the writer of destination "
                    + settings.destination() + " (" + e.getMessage() + "): see whether its brokers are well, and run again.", e);
        }
        return new WriterException(e.getMessage(), e);
    }
}
