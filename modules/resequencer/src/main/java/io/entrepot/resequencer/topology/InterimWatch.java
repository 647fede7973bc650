package io.entrepot.resequencer.topology;

/**
 * What the sequencer of a partition can only learn from the consumer that reads it, and what it can ask of that one.
 * For the thread that runs the partition's task.
 */
public interface InterimWatch {

    /** No record of this partition has been handled. */
    long NONE = -1;

    /** The partition's task begins; what was known of the partition is void. */
    void begins(int partition);

    /**
     * Whether every committed interim record of the partition has been handled.
     *
     * @param handledOffset of the last one handled since the task began, or {@link #NONE}
     */
    boolean nothingLeft(int partition, long handledOffset);

    /** Asks that no more is read of the partition for now, or that it is read on. */
    void hold(int partition, boolean held);

    /** The partition's task ends. */
    void ends(int partition);
}
