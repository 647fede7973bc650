package io.entrepot.monitor.core;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.util.Optional;

/** What a destination's receipts say of a generation: the last one, and how fast it came to that. */
final class Said {

    private ReceiptState state = ReceiptState.RECEIVING;
    private int turn;
    private long cursor;
    private long zeroBytes;
    private String cause;
    private long turnFirstMs;
    private long lastMs;
    private Pace pace = new Pace();

    /** Returns by how many bytes the file went on. */
    long take(long atMs, Receipt receipt) {
        if (turn != receipt.getTurn() || turnFirstMs == 0) {
            turnFirstMs = atMs;
        }
        long more = Math.max(0, receipt.getCursor() - cursor);
        state = receipt.getState();
        turn = receipt.getTurn();
        cursor = receipt.getCursor();
        zeroBytes = receipt.getZeroBytes();
        cause = receipt.getCause();
        lastMs = atMs;
        if (state == ReceiptState.RECEIVING) {
            pace = pace == null ? new Pace() : pace;
            pace.add(atMs, more);
        } else {
            pace = null;
        }
        return more;
    }

    ReceiptState state() {
        return state;
    }

    int turn() {
        return turn;
    }

    /** Bytes of the image that are durable at the destination, from its start. */
    long cursor() {
        return cursor;
    }

    /** Of these, not zero. */
    long dataBytes() {
        return Math.max(0, cursor - zeroBytes);
    }

    Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    /** Of the first receipt that was read of the present turn. */
    long turnFirstMs() {
        return turnFirstMs;
    }

    long lastMs() {
        return lastMs;
    }

    double bytesPerSecond(long nowMs) {
        return pace == null ? 0 : pace.bytesPerSecond(nowMs);
    }
}
