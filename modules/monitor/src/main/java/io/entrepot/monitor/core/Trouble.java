package io.entrepot.monitor.core;

import java.util.Optional;

/**
 * Something a person should look at.
 *
 * @param kind      what it is
 * @param partition it is about
 * @param image     it is about; empty when it is about the whole partition
 * @param sinceMs   milliseconds since the epoch
 * @param sentence  what is the matter, for a person
 */
public record Trouble(Kind kind, int partition, Optional<String> image, long sinceMs, String sentence) {

    /** What is the matter, the gravest first: a part that does not run stops every image. */
    public enum Kind {
        /** There is something to resequence and it is not done. */
        RESEQUENCER,
        /** There is something to write and it is not done. */
        WRITER,
        /** The destination said that the image failed. */
        FAILED,
        /** The agent gave the image up. */
        ABORTED,
        /** The agent of an image that is not sent whole says nothing. */
        STALLED,
        /** The image lost its turn because nothing came for it. */
        PARKED
    }
}
