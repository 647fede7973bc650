package io.entrepot.cli.plan;

import io.entrepot.image.SourceImage;
import java.io.IOException;

/**
 * What can be known of an image without reading it.
 *
 * @param image        which
 * @param sizeBytes    holes included
 * @param dataBytes    outside its holes: no more than this is ever written, less where there are zeros
 * @param modifiedAtNs when its content changed, in nanoseconds since the epoch
 */
public record SourceFacts(NamedPath image, long sizeBytes, long dataBytes, long modifiedAtNs) {

    /** @throws IOException with a sentence when the image cannot be opened */
    public static SourceFacts of(NamedPath image) throws IOException {
        try (SourceImage source = SourceImage.open(image.path())) {
            return new SourceFacts(image, source.sizeBytes(), dataBytes(source), source.fingerprint().modifiedAtNs());
        }
    }

    private static long dataBytes(SourceImage source) throws IOException {
        long bytes = 0;
        long from = source.nextData(0);
        while (from < source.sizeBytes()) {
            long to = source.nextHole(from);
            bytes += to - from;
            from = source.nextData(to);
        }
        return bytes;
    }
}
