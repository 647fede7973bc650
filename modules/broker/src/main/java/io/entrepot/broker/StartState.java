package io.entrepot.broker;

/** In which state a broker's directory is found. */
public enum StartState {

    /** Nothing is there yet. */
    FRESH,

    /** What was acknowledged is there: the last run closed, or was killed while the machine went on. */
    REOPENED,

    /**
     * The last run did not close and the machine has been started since. Kafka acknowledges before it fsyncs, so the tails of partitions
     * may be cut, each on its own: only what is committed at a destination can be trusted.
     */
    SUSPECT
}
