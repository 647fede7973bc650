package io.entrepot.source.lane;

import java.io.IOException;

/**
 * What happens with an image: it starts, then come windows, then it ends or fails; or it fails at once; or it starts as
 * sent already.
 */
public sealed interface Event {

    /** The image's place in the list. */
    int sequence();

    /** Whether nothing more comes of this image, or not before it is read again. */
    default boolean isLast() {
        return true;
    }

    /** It could be opened. */
    record Started(int sequence, Start start) implements Event {
        @Override
        public boolean isLast() {
            return start instanceof Start.Sent;
        }
    }

    /** The next blocks and zeros. Whoever takes them gives the window back. */
    record Read(int sequence, Window window) implements Event {
        @Override
        public boolean isLast() {
            return false;
        }
    }

    /** It was read to its end, and had not changed by then. */
    record Ended(int sequence) implements Event {
    }

    /** Nobody wants it any more. */
    record Cancelled(int sequence) implements Event {
    }

    /** It is held: no more is read of it for now. */
    record SetDown(int sequence) implements Event {
    }

    /** It cannot be read, or changed while it was. */
    record Failed(int sequence, IOException cause) implements Event {
    }
}
