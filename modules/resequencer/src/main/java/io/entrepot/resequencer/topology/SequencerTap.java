package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Action;
import io.entrepot.resequencer.core.Event;

/** Hears what the sequencers of all partitions do, all but what they pass on. */
@FunctionalInterface
public interface SequencerTap {

    /** Called by the partition's thread, before what is done is committed: after a crash it may be heard again. */
    void on(int partition, Action action);

    /** Called before the sequencer has been told of it. */
    default void heard(int partition, Event event) {
    }
}
