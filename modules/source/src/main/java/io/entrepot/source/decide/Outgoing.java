package io.entrepot.source.decide;

import io.entrepot.wire.KnownBlocks;

/** A record for the interim topic, decided on. */
public sealed interface Outgoing {

    /** What it belongs to. */
    Sending sending();

    /** Bytes from the start of the image: the offset of the record's key. */
    long offset();

    /** The first record of a generation. */
    record Opened(Sending sending) implements Outgoing {
        @Override
        public long offset() {
            return 0;
        }
    }

    /** New blocks, not yet packed. */
    record New(NewRun run) implements Outgoing {
        @Override
        public Sending sending() {
            return run.sending();
        }

        @Override
        public long offset() {
            return run.offset();
        }
    }

    /** Known blocks and zeros. */
    record Known(Sending sending, long offset, KnownBlocks value) implements Outgoing {
    }

    /** The last record of a generation that is whole; {@code seal} is its chain, closed with the size. */
    record Sealed(Sending sending, Point point, byte[] seal) implements Outgoing {
        @Override
        public long offset() {
            return point.cursor();
        }
    }

    /** The last record of a generation that is given up. */
    record Aborted(Sending sending, long offset, String reason) implements Outgoing {
    }
}
