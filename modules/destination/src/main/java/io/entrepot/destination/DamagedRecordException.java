package io.entrepot.destination;

import java.io.IOException;

/**
 * A file in a destination record's place could be read and is none of this destination's: damaged, cut off, or about another image. Trying
 * again does not help, and it is the trouble of one image alone.
 */
final class DamagedRecordException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedRecordException(String message) {
        super(message);
    }

    DamagedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
