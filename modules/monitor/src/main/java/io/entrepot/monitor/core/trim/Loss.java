package io.entrepot.monitor.core.trim;

/**
 * Something that is no longer possible once the topics are trimmed.
 *
 * @param kind        what
 * @param partition   on which partition
 * @param image       of which image; empty where it is all of a destination's
 * @param generation  which sending of it; empty where the image is
 * @param destination who loses it; empty where it is everybody
 */
public record Loss(Kind kind, int partition, String image, String generation, String destination) {

    /** What is lost. */
    public enum Kind {
        /** Records that a destination's resequencer has not come to: it cannot go on. */
        UNREAD,
        /** An image that is not finished at a destination, or at any where there is none. */
        UNFINISHED,
        /** The replay of an image whose own records go. */
        RECORDS,
        /** The replay of an image that stays and refers to blocks that go. */
        CARRIERS;

        /** Whether something is lost that has not arrived. */
        public boolean isUndelivered() {
            return this == UNREAD || this == UNFINISHED;
        }
    }
}
