package io.entrepot.replay.core;

/** When a block that an image refers to counts as there. */
public enum CarrierRule {
    /** Its record was read, and the opening of that record's generation too: for a destination that has never heard of it. */
    READ_AND_OPENED,
    /** Its record was read. */
    READ,
    /**
     * Its record was read, or its generation was opened before what is read begins: of that nothing is known, and whoever writes the
     * image finds out.
     */
    READ_OR_EARLIER
}
