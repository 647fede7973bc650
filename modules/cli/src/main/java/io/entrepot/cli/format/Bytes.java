package io.entrepot.cli.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads pieces of a file that may end too early: what is missing is zero. */
final class Bytes {

    private final FileChannel file;

    Bytes(FileChannel file) {
        this.file = file;
    }

    /** @param length a constant of a format, or bounded by one */
    ByteBuffer at(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        if (offset < 0) {
            return bytes;
        }
        long position = offset;
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position);
            if (read < 0) {
                break;
            }
            position += read;
        }
        return bytes.rewind();
    }
}
