package io.entrepot.image;

import java.io.IOException;

/** Somebody else has the volume; the message names the process. */
public final class VolumeInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    VolumeInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
