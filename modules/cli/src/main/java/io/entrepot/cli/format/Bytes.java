package io.entrepot.cli.format;

import io.entrepot.image.SourceImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads pieces of a file that may end too early: what is missing is zero. */
final class Bytes {

    private final SourceImage file;

    Bytes(SourceImage file) {
        this.file = file;
    }

    /** @param length a constant of a format, or bounded by one */
    ByteBuffer at(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (offset >= 0 && offset < file.sizeBytes()) {
            file.glance(offset, bytes, 0, (int) Math.min(length, file.sizeBytes() - offset));
        }
        return ByteBuffer.wrap(bytes);
    }
}
