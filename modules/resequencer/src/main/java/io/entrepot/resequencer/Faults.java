package io.entrepot.resequencer;

import io.entrepot.registry.RegistryException;
import io.entrepot.resequencer.topology.StaleStateException;
import io.entrepot.wire.DamagedBatch;
import io.entrepot.wire.TopicException;
import java.io.IOException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.rocksdb.RocksDBException;

/** What made the application end, as one sentence with the way out. */
final class Faults {

    private static final int CAUSES_MAX = 20;

    /** What was sent cannot be had of Kafka any more. */
    private static final String WAY_OUT = "What is not finished has to be sent anew: to a fleet with another name, or, where it is a copy,"
            + " by removing its interim directory and running it again. Finished images stay as they are.";

    private final ResequencerSettings settings;
    private final String server;

    Faults(ResequencerSettings settings, String server) {
        this.settings = settings;
        this.server = server;
    }

    ResequencerException of(Throwable thrown) {
        Throwable cause = thrown;
        Throwable root = thrown;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            String sentence = sentence(cause);
            if (sentence != null) {
                return new ResequencerException(sentence, thrown);
            }
            root = cause;
            cause = cause.getCause();
        }
        String what = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new ResequencerException("The resequencer of destination " + settings.destination() + " stopped ("
                + what + "): see the log, and start it again.", thrown);
    }

    private String sentence(Throwable cause) {
        if (cause instanceof ResequencerException || cause instanceof StaleStateException
                || cause instanceof RegistryException || cause instanceof TopicException) {
            return cause.getMessage();
        }
        if (cause instanceof RecordTooLargeException) {
            return "A record of the resequencer is larger than its topic takes (" + cause.getMessage()
                    + "): raise max.message.bytes of the ordered topic and the resequencer's changelogs.";
        }
        if (cause instanceof InvalidOffsetException invalid) {
            return "The resequencer has no valid position in " + invalid.partitions() + ": what it has not read there"
                    + " was removed, cut off with a damaged log, or its positions have expired. " + WAY_OUT;
        }
        if (DamagedBatch.isMeantBy(cause)) {
            return "A topic that the resequencer reads is damaged on its broker's disk (" + cause.getMessage()
                    + "). Where it has another replica, have that one lead, and start again. Otherwise: " + WAY_OUT;
        }
        if (cause instanceof MissingSourceTopicException) {
            return "A topic of destination " + settings.destination() + " or its fleet is gone ("
                    + cause.getMessage() + "): create it and start again.";
        }
        if (cause instanceof FencedInstanceIdException) {
            return "Another resequencer runs with a copy of the state directory " + settings.stateDirectory()
                    + ": end one of them, and give each a directory of its own.";
        }
        if (cause instanceof LockException) {
            return "The state directory " + settings.stateDirectory() + " is in use by another resequencer.";
        }
        if (cause instanceof AuthorizationException) {
            return "Kafka at " + server + " does not allow the resequencer what it needs: " + cause.getMessage();
        }
        if (cause instanceof TimeoutException) {
            return "Kafka at " + server + " does not answer the resequencer (" + cause.getMessage()
                    + "): see whether its brokers are well, and start again.";
        }
        if (cause instanceof RocksDBException || cause instanceof IOException) {
            return "The state directory " + settings.stateDirectory() + " cannot be used (" + cause.getMessage()
                    + "): see that it can be written and has space, and start again.";
        }
        return null;
    }
}
