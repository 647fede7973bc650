package io.entrepot.source.decide;

import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;

/** A record for the interim topic, decided on. */
public sealed interface Outgoing {

    /** What it belongs to. */
    Sending sending();

    /** Bytes from the start of the image: the offset of the record's key. */
    long offset();

    /** How far the generation is behind it. */
    Point point();

    /** About what it carries: new blocks before compression, and references. */
    default long bytes() {
        return 0;
    }

    /** The first record of a generation. */
    record Opened(Sending sending) implements Outgoing {
        @Override
        public long offset() {
            return 0;
        }

        @Override
        public Point point() {
            return Point.START;
        }
    }

    /** New blocks, not yet packed. */
    record New(NewRun run, Point point) implements Outgoing {
        @Override
        public Sending sending() {
            return run.sending();
        }

        @Override
        public long offset() {
            return run.offset();
        }

        @Override
        public long bytes() {
            return run.bytes();
        }
    }

    /** Known blocks and zeros. */
    record Known(Sending sending, long offset, KnownBlocks value, Point point) implements Outgoing {
        /** A digest, a length, and its share of what stands around them. */
        private static final long REFERENCE_BYTES = 40;

        @Override
        public long bytes() {
            return REFERENCE_BYTES * value.getExtents().stream().mapToLong(Known::references).sum();
        }

        private static long references(Object extent) {
            return extent instanceof KnownRun run ? run.getLengths().size() : 1;
        }
    }

    /** The last record of a generation that is whole; {@code seal} is its chain, closed with the size. */
    record Sealed(Sending sending, Point point, byte[] seal) implements Outgoing {
        @Override
        public long offset() {
            return point.cursor();
        }
    }

    /** The last record of a generation that is given up. */
    record Aborted(Sending sending, Point point, String reason) implements Outgoing {
        @Override
        public long offset() {
            return point.cursor();
        }
    }
}
