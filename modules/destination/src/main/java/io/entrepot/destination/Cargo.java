package io.entrepot.destination;

import io.entrepot.wire.PlacedBlocks;
import java.util.concurrent.Future;

/** What a record brings, beside what decisions are made of. */
sealed interface Cargo {

    /** Nothing. */
    record None() implements Cargo {
    }

    /** A payload that is being unpacked and verified. */
    record Payload(Future<Unpacked> unpacked) implements Cargo {
    }

    /** Known blocks and zeros, whose first bytes may be read before their turn. Used by the writing thread alone. */
    final class Placed implements Cargo {
        private final PlacedBlocks blocks;
        private final long interimOffset;
        private Placer.Head head;

        /** @param interimOffset where it came from; -1 when it does not say */
        Placed(PlacedBlocks blocks, long interimOffset) {
            this.blocks = blocks;
            this.interimOffset = interimOffset;
        }

        PlacedBlocks blocks() {
            return blocks;
        }

        long interimOffset() {
            return interimOffset;
        }

        /** Null until it was begun. */
        Placer.Head head() {
            return head;
        }

        void begun(Placer.Head first) {
            head = first;
        }
    }

    /** A payload that is still at the interim topic. Used by the writing thread alone. */
    final class Deferred implements Cargo {
        private final long interimOffset;
        private Unpacked unpacked;

        Deferred(long interimOffset) {
            this.interimOffset = interimOffset;
        }

        long interimOffset() {
            return interimOffset;
        }

        /** Null until it has been fetched. */
        Unpacked unpacked() {
            return unpacked;
        }

        void fetched(Unpacked bytes) {
            unpacked = bytes;
        }
    }
}
