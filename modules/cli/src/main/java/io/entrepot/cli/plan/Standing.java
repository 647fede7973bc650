package io.entrepot.cli.plan;

/** How an image stands at the destination before it is sent. */
public enum Standing {

    /** Nothing has its name, and nothing was written under it before. */
    ABSENT,

    /** It was written before, and what was written has gone: it must be sent anew, whatever was sent before. */
    GONE,

    /** It is there, as it was written, and the image has not changed since. */
    DONE,

    /** It is there, as it was written, and an earlier run ended before it could say so: that is left to do. */
    UNSAID,

    /** It is there, as it was written; the image has changed since. */
    OLDER,

    /** Something is there that Entrepot has not written, or that was changed since. */
    FOREIGN,

    /** Something is there that a file cannot replace. */
    BLOCKED
}
