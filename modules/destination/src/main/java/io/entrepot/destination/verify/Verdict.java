package io.entrepot.destination.verify;

/**
 * What came of one image.
 *
 * @param image         its name; the path of its destination record below the root, where that cannot be read and no file tells it
 * @param generation    its generation's id; empty where its destination record cannot be read
 * @param state         in a word
 * @param why           more of it, as a sentence without a full stop; empty when there is no more
 * @param sizeBytes     as the destination record has it; 0 where there is none
 * @param readBytes     read from its file
 * @param differences   ranges that were wrong
 * @param wrongBytes    bytes in them
 * @param repairedBytes of these mended
 */
public record Verdict(String image, String generation, State state, String why, long sizeBytes, long readBytes, long differences,
                      long wrongBytes, long repairedBytes) {

    static Verdict unreadable(String image, String why) {
        return new Verdict(image, "", State.UNVERIFIABLE, why, 0, 0, 0, 0, 0);
    }

    static Verdict missing(String image, String generation, String why) {
        return new Verdict(image, generation, State.MISSING, why, 0, 0, 0, 0, 0);
    }

    /** How an image was found. */
    public enum State {
        /** What was looked at is what it must be. */
        RIGHT,
        /** It was wrong, and is right now. */
        REPAIRED,
        /** A newer generation took its place meanwhile: it was not looked at to the end, and nothing is wrong with that. */
        REPLACED,
        /** Something is wrong. */
        DIFFERENT,
        /** There is no file. */
        MISSING,
        /** What it must be is no longer told: by the interim topic, or by its destination record. */
        UNVERIFIABLE;

        /** Whether all is well. */
        public boolean isGood() {
            return compareTo(REPLACED) <= 0;
        }
    }
}
