package io.entrepot.destination;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.Set;

/** Hears what the writer does. Called from its threads, which wait: be quick. */
public interface WriterListener {

    /** Hears nothing. */
    WriterListener NONE = new WriterListener() { };

    /** A file among the destination records is none of them, and the writer goes on without it; {@code why} says which, and the way out. */
    default void passesOver(String why) {
    }

    /** More of an image is in its file, durable or not. */
    default void progress(WriterProgress progress) {
    }

    /** A receipt was committed. */
    default void receipt(ReceiptKey key, Receipt receipt) {
    }

    /** A step was done; it took {@code tookNs} nanoseconds. */
    default void step(CommitStep step, String image, long tookNs) {
    }

    /** The group has given these partitions to this writer to write, and no others. */
    default void assigned(Set<Integer> partitions) {
    }

    /** Another process has what this writer is about to write: a partition, or an image's name; {@code holder} says which process. */
    default void waits(String holder) {
    }
}
