package io.entrepot.source.decide;

/**
 * Gives the memory in which runs of new blocks are collected. A buffer goes out with its run, and is given back by
 * whoever packs it.
 */
@FunctionalInterface
public interface RunBuffers {

    /** A buffer of at least {@link DeciderLimits#runBytesMax} bytes, of any content; waits until there is one. */
    byte[] take();
}
