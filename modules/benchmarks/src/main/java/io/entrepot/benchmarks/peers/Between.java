package io.entrepot.benchmarks.peers;

/** Where to find out how many bytes lay, or went, between the two sides. */
public enum Between {

    /** The files in the store. */
    STORE,
    /** What {@code entrepot copy} says it put on the interim topic. */
    COPY_SUMMARY,
    /** What rsync says it sent. */
    RSYNC_STATS,
    /** Nothing lies in between. */
    NOTHING
}
