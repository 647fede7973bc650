package io.entrepot.monitor.page;

/** What a part of an image is made of. */
public enum Fill {
    /** Blocks that nobody had sent before. */
    FRESH,
    /** Blocks that had been sent before, of this image or another. */
    KNOWN,
    ZERO
}
