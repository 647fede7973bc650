package io.entrepot.image;

import java.io.IOException;

/** The volume fails, or the process has no more of what every file takes: not this file's fault, and the next one meets the same. */
public final class VolumeFaultException extends IOException {

    private static final long serialVersionUID = 1L;

    VolumeFaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
