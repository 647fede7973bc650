package io.entrepot.resequencer;

import io.entrepot.resequencer.topology.InterimWatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the consumers have read of the interim partitions, and where they are not to read on. A partition's task and its
 * consumer are one thread's, so what is asked between two polls is what the last one found.
 *
 * <p>That a partition has nothing left is known from the consumer itself, which hears with every fetch where the
 * committed records end: a metric says so only after the first record, and asking the broker would take another client
 * and say how it was some time ago. What the consumer has brought and the task has not handled yet counts as left.
 */
final class InterimReads implements InterimWatch {

    private static final class State {
        private volatile long readOffset = NONE;
        private volatile boolean atEnd;
        private volatile boolean held;
    }

    private final String topic;
    private final Map<Integer, State> partitions = new ConcurrentHashMap<>();

    InterimReads(String topic) {
        this.topic = topic;
    }

    String topic() {
        return topic;
    }

    /** A poll brought records up to this offset. */
    void read(int partition, long offset) {
        of(partition).readOffset = offset;
    }

    /** After a poll, whether the consumer's position is the end of what is committed. */
    void atEnd(int partition, boolean is) {
        of(partition).atEnd = is;
    }

    boolean isHeld(int partition) {
        return of(partition).held;
    }

    @Override
    public void begins(int partition) {
        partitions.put(partition, new State());
    }

    @Override
    public boolean nothingLeft(int partition, long handledOffset) {
        State state = of(partition);
        return state.atEnd && state.readOffset == handledOffset;
    }

    @Override
    public void hold(int partition, boolean held) {
        of(partition).held = held;
    }

    @Override
    public void ends(int partition) {
        partitions.remove(partition);
    }

    private State of(int partition) {
        return partitions.computeIfAbsent(partition, unknown -> new State());
    }
}
