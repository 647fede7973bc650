package io.entrepot.source;

import io.entrepot.source.decide.Point;
import io.entrepot.source.decide.Sending;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One image of a send, over all attempts. Belongs to the thread that decides; only what was sent is counted by another.
 */
final class Shipment {

    private final ImageFile file;
    private final AtomicLong sentBytes = new AtomicLong();
    private final AtomicLong sentRecords = new AtomicLong();
    private Sending sending;
    private IOException failure;
    private SendOutcome outcome;
    private volatile IOException cancelled;
    private volatile OptionalInt placed = OptionalInt.empty();

    Shipment(ImageFile file) {
        this.file = file;
    }

    ImageFile file() {
        return file;
    }

    String name() {
        return file.name();
    }

    /** What is being sent of it, in the last attempt; null before the first. */
    Sending sending() {
        return sending;
    }

    void begun(Sending begun) {
        sending = begun;
    }

    /** Whether the generation was begun or taken up by this send. */
    boolean isOurs(String generation) {
        return sending != null && sending.head().generation().id().equals(generation);
    }

    /** Why it is given up; that may still have to be committed. Null when it is not. */
    IOException failure() {
        return failure;
    }

    void giveUp(IOException cause) {
        failure = cause;
    }

    /** The partition that was chosen for it, over all attempts; from the thread that opens it. */
    void place(int partition) {
        placed = OptionalInt.of(partition);
    }

    /** Empty until one was chosen. */
    OptionalInt placed() {
        return placed;
    }

    /** It is not wanted any more; from any thread. */
    void cancel(IOException why) {
        cancelled = why;
    }

    boolean isCancelled() {
        return cancelled != null;
    }

    /** Why it is not wanted any more, or null. */
    IOException cancelled() {
        return cancelled;
    }

    /** Null until there is one. */
    SendOutcome outcome() {
        return outcome;
    }

    void ended(SendOutcome with) {
        outcome = with;
    }

    void sent(long bytes) {
        sentBytes.addAndGet(bytes);
        sentRecords.incrementAndGet();
    }

    long sentBytes() {
        return sentBytes.get();
    }

    ImageFigures figures(long sizeBytes, Point point) {
        return new ImageFigures(sizeBytes, point.zeroBytes(), point.newBytes(), point.knownBytes(), sentBytes.get(),
                sentRecords.get());
    }
}
