package io.entrepot.cli.cluster;

/** A part that runs until it is closed. */
interface Part {

    /** As {@code resequencer}. */
    String name();

    /** Starts it. What it dies of later ends the vigil. */
    void start(Vigil vigil);

    /** Whether it does its work. */
    boolean isReady();

    /** Has it end soon, without waiting for it. */
    void stop();

    /** Waits for its end. */
    void close();
}
