package io.entrepot.destination;

/** What the writer does between two points at which it could be cut short. */
public enum CommitStep {
    /** A partial file was opened. */
    OPEN,
    /** A record's blocks went into the partial file. */
    WRITE,
    /** What was written was made durable. */
    FORCE,
    /** A destination record was replaced. */
    RECORD,
    /** A partial file got its size, mode and time, and was made durable. */
    COMPLETE,
    /** A complete file got its final name. */
    RENAME,
    /** Receipts and offset were committed. */
    RECEIPT,
    /** What was left of a failed or superseded generation was removed. */
    DROP
}
