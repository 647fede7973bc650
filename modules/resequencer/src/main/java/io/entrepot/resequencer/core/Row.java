package io.entrepot.resequencer.core;

/**
 * One record that waits.
 *
 * @param ordinal       the generation it belongs to
 * @param position      where in the generation's order it stands: {@link Waiting#OPENED_AT}, the offset in the image,
 *                      or {@link Waiting#END_AT}
 * @param kind          what it is
 * @param interimOffset interim record it came from
 * @param length        bytes of the image it covers; 0 for what opens or ends the image
 * @param payloadBytes  of a {@link Kind#NEW}, bytes of its value if it was put into {@link Payloads}, or else 0
 * @param key           raw key; empty for {@link Kind#NEW} and {@link Kind#KNOWN}, whose keys are made anew
 * @param value         raw value; empty for {@link Kind#NEW}, whose value waits in {@link Payloads} or in the interim
 *                      topic
 */
public record Row(long ordinal, long position, Kind kind, long interimOffset, long length, int payloadBytes, byte[] key,
        byte[] value) {

    private static final byte[] NONE = new byte[0];

    /** What waits. The ids are persisted. */
    public enum Kind {
        OPENED(1), NEW(2), KNOWN(3), SEALED(4), ABORTED(5);

        private static final Kind[] KINDS = values();

        private final int id;

        Kind(int id) {
            this.id = id;
        }

        public int id() {
            return id;
        }

        /** @throws IllegalArgumentException when no kind has the id */
        public static Kind byId(int id) {
            if (id < 1 || id > KINDS.length) {
                throw new IllegalArgumentException("no kind of waiting record has the id " + id);
            }
            return KINDS[id - 1];
        }
    }

    static Row opened(long ordinal, byte[] key, byte[] value) {
        return new Row(ordinal, Waiting.OPENED_AT, Kind.OPENED, ordinal, 0, 0, key, value);
    }

    static Row sealed(long ordinal, long size, long interimOffset, byte[] key, byte[] value) {
        return new Row(ordinal, size, Kind.SEALED, interimOffset, 0, 0, key, value);
    }

    static Row aborted(long ordinal, long interimOffset, byte[] key, byte[] value) {
        return new Row(ordinal, Waiting.END_AT, Kind.ABORTED, interimOffset, 0, 0, key, value);
    }

    static Row fresh(long ordinal, long offset, long interimOffset, long length, int payloadBytes) {
        return new Row(ordinal, offset, Kind.NEW, interimOffset, length, payloadBytes, NONE, NONE);
    }

    static Row known(long ordinal, long offset, long interimOffset, long length, byte[] value) {
        return new Row(ordinal, offset, Kind.KNOWN, interimOffset, length, 0, NONE, value);
    }

    /** Where the extent ends, in bytes from the start of the image. */
    long end() {
        return position + length;
    }
}
