package io.entrepot.image;

import java.io.IOException;

/** An image changed while it was read. The message says what of it changed. */
public final class ImageChangedException extends IOException {

    ImageChangedException(String message) {
        super(message);
    }
}
