package io.entrepot.source.place;

/** How images are placed that nobody placed, and that have not been anywhere. */
public enum Placing {
    /** By the hash of their names, so that every agent agrees. */
    NAME,
    /** To the partition that knows most of them. */
    SIMILAR
}
