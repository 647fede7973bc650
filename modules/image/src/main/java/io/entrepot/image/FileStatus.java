package io.entrepot.image;

/**
 * What {@code stat} says of a file.
 *
 * @param kind        what it is
 * @param mode        its permission bits, at most 07777
 * @param fingerprint size, times and identity
 */
public record FileStatus(Kind kind, int mode, Fingerprint fingerprint) {

    private static final int TYPE_MASK = 0170000;

    /** Kinds of files. */
    public enum Kind {
        REGULAR("a file"), DIRECTORY("a directory"), LINK("a symbolic link"), BLOCK_DEVICE("a block device"),
        OTHER("a special file");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind as one says it. */
        public String words() {
            return words;
        }

        private static Kind of(int mode) {
            return switch (mode & TYPE_MASK) {
                case 0100000 -> REGULAR;
                case 0040000 -> DIRECTORY;
                case 0120000 -> LINK;
                case 0060000 -> BLOCK_DEVICE;
                default -> OTHER;
            };
        }
    }

    static FileStatus of(int mode, Fingerprint fingerprint) {
        return new FileStatus(Kind.of(mode), mode & 07777, fingerprint);
    }

    /** Its size in bytes; 0 for a block device. */
    public long sizeBytes() {
        return fingerprint.sizeBytes();
    }
}
