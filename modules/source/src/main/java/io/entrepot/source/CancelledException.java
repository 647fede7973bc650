package io.entrepot.source;

import java.io.IOException;

/** An image was given up because an operator said so. */
public final class CancelledException extends IOException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled by an operator");
    }
}
