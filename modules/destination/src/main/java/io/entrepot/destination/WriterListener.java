package io.entrepot.destination;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;

/** Hears what the writer does. Called from its threads, which wait: be quick. */
public interface WriterListener {

    /** Hears nothing. */
    WriterListener NONE = new WriterListener() { };

    /** More of an image is in its file, durable or not. */
    default void progress(WriterProgress progress) {
    }

    /** A receipt was committed. */
    default void receipt(ReceiptKey key, Receipt receipt) {
    }

    /** A step was done; it took {@code tookNs} nanoseconds. */
    default void step(CommitStep step, String image, long tookNs) {
    }
}
