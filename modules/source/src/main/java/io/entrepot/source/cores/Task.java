package io.entrepot.source.cores;

/** A piece of computing of about a millisecond. It never waits, and keeps what goes wrong for whoever asked for it. */
@FunctionalInterface
public interface Task {

    void run(Tools tools);
}
