package io.entrepot.block;

import java.io.IOException;

/** A payload cannot be decoded to exactly what was declared. The message is one sentence for people. */
public final class CodecException extends IOException {

    CodecException(String message, Throwable cause) {
        super(message, cause);
    }

    CodecException(String message) {
        super(message);
    }
}
