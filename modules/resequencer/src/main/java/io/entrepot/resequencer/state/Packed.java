package io.entrepot.resequencer.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Parts of rows that more than one form has. */
final class Packed {

    /** Bytes in front of every row: the version of its form. */
    static final int VERSION_BYTES = 1;

    private Packed() {
    }

    /** A function that reads a row behind its version. */
    interface Reader<T> {
        T read(ByteBuffer row);
    }

    /**
     * Checks the version and reads the rest.
     *
     * @throws IllegalStateException with a sentence when the row has another form or is damaged
     */
    static <T> T read(String store, int version, byte[] row, Reader<T> reader) {
        if (row.length < VERSION_BYTES || row[0] != version) {
            throw new IllegalStateException("The store " + store + " has a row of form "
                    + (row.length == 0 ? "none" : Byte.toString(row[0])) + ", and this version knows form " + version
                    + ": go on with the version that wrote it, or reset the destination (entrepot reset).");
        }
        try {
            return reader.read(ByteBuffer.wrap(row, VERSION_BYTES, row.length - VERSION_BYTES));
        } catch (BufferUnderflowException | IllegalArgumentException damaged) {
            throw new IllegalStateException("The store " + store + " has a damaged row: end the resequencer, remove its"
                    + " state directory and start it again.", damaged);
        }
    }

    static byte[] bytes(ByteBuffer row, int length) {
        if (length < 0 || length > row.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        row.get(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(ByteBuffer row, int length) {
        return new String(bytes(row, length), StandardCharsets.UTF_8);
    }
}
