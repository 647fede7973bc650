package io.entrepot.image;

import java.io.IOException;

/** Something else stands where a directory should be on the way to an image: no file can be there, nor be made. */
public final class ObstacleException extends IOException {

    private static final long serialVersionUID = 1L;

    ObstacleException(String message, Throwable cause) {
        super(message, cause);
    }
}
