package io.entrepot.monitor.core;

import io.entrepot.wire.ReceiptState;
import java.util.Optional;
import java.util.OptionalLong;

/** What the receipts of a destination say of one partition: which image is being written, since when, and how fast. */
final class Desk {

    private final Pace pace = new Pace();
    private Turn turn;
    private Head began;
    private long lastMs;

    /** @param moreBytes by which the image went on */
    void take(long atMs, Generation generation, Said said, long moreBytes) {
        lastMs = Math.max(lastMs, atMs);
        pace.add(atMs, moreBytes);
        if (said.state() == ReceiptState.RECEIVING) {
            turn = new Turn(generation.image(), generation.id(), said.turn(), OptionalLong.of(since(generation, said)));
        } else if (turn != null && turn.generation().equals(generation.id())) {
            turn = null;
        }
    }

    /** A turn was seen to begin, which a writer that was away says much later. */
    void began(Head head) {
        began = head;
    }

    private long since(Generation generation, Said said) {
        boolean seen = began != null && began.generation().equals(generation.id()) && began.startsTurn().getAsInt() == said.turn();
        return seen ? Math.min(began.atMs(), said.turnFirstMs()) : said.turnFirstMs();
    }

    /** Empty between two turns. */
    Optional<Turn> turn() {
        return Optional.ofNullable(turn);
    }

    /** When the writer said anything last; 0 for never. */
    long lastMs() {
        return lastMs;
    }

    double bytesPerSecond(long nowMs) {
        return pace.bytesPerSecond(nowMs);
    }
}
