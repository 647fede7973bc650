package io.entrepot.monitor.core.trim;

/**
 * Something that is no longer possible once the topics are trimmed.
 *
 * @param kind        what
 * @param partition   on which partition
 * @param image       of which image; empty where it is all of a destination's
 * @param generation  which sending of it; empty where the image is
 * @param destination who loses it; empty where it is everybody
 * @param offset      of the interim record that it is about; -1 where it is about no single one
 */
public record Loss(Kind kind, int partition, String image, String generation, String destination, long offset) {

    /** About no single record. */
    public Loss(Kind kind, int partition, String image, String generation, String destination) {
        this(kind, partition, image, generation, destination, -1);
    }

    /** What is lost. */
    public enum Kind {
        /** Records that a destination's resequencer has not come to: it cannot go on. */
        UNREAD,
        /** An image that is not finished at a destination, or at any where there is none. */
        UNFINISHED,
        /** Whatever a record needs that cannot be read here, as a newer agent's cannot: what it refers to may be anywhere before it. */
        UNREADABLE,
        /** The replay of an image whose own records go. */
        RECORDS,
        /** The replay of an image that stays and refers to blocks that go. */
        CARRIERS;

        /** Whether something is lost that has not arrived. */
        public boolean isUndelivered() {
            return this == UNREAD || this == UNFINISHED || this == UNREADABLE;
        }
    }
}
