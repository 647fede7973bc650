package io.entrepot.destination.verify.core;

/**
 * A range of a file that is not what it must be.
 *
 * @param offset bytes from the start of the image
 * @param length bytes
 * @param found  what is there
 * @param zeros  whether zeros must be there
 */
public record Difference(long offset, long length, Found found, boolean zeros) {

    /** What is found where something else should be. */
    public enum Found {
        /** Other bytes. */
        DIFFERS("differs"),
        /** The disk does not give it. */
        UNREADABLE("unreadable"),
        /** The file ends before. */
        MISSING("missing"),
        /** The file goes on where the image ends. */
        SURPLUS("beyond the end");

        private final String word;

        Found(String word) {
            this.word = word;
        }

        /** As it is said. */
        public String word() {
            return word;
        }
    }

    /** What is missing is told at the end, of the file as a whole: one fact, however many blocks it is. */
    public boolean isWithinFile() {
        return found != Found.MISSING;
    }

    boolean isContinuedBy(Difference next) {
        return found == next.found && zeros == next.zeros && offset + length == next.offset;
    }

    Difference with(Difference next) {
        return new Difference(offset, length + next.length, found, zeros);
    }
}
