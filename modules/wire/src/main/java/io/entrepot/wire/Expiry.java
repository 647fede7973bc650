package io.entrepot.wire;

/**
 * Tells a transaction that Kafka itself has ended, because it took too long, from one that the next producer of the same transactional id
 * has ended: both producers are called fenced.
 */
@FunctionalInterface
public interface Expiry {

    /** Whether nobody has begun anew since Kafka ended the last transaction. That nobody has takes a second to say. */
    boolean hasExpired();

    /** By what Kafka's coordinator of transactions says of an id. Nobody has expired whose coordinator cannot be asked. */
    static Expiry of(KafkaSettings kafka, String transactionalId) {
        return new CoordinatorsWord(kafka, transactionalId, CoordinatorsWord.PAUSE);
    }
}
