package io.entrepot.source;

/**
 * What an image consists of, and what it cost.
 *
 * @param sizeBytes      holes included
 * @param zeroBytes      bytes behind the cursor that are zero
 * @param newBytes       bytes published as new blocks, before compression
 * @param knownBytes     bytes that were referred to
 * @param interimBytes   bytes of keys and values on the interim topic; of this sending only, when an earlier one was
 *                       resumed
 * @param interimRecords records on the interim topic, likewise
 */
public record ImageFigures(long sizeBytes, long zeroBytes, long newBytes, long knownBytes, long interimBytes,
                           long interimRecords) {

    /** Bytes of the image that have been dealt with. */
    public long cursor() {
        return zeroBytes + newBytes + knownBytes;
    }

    /** The figures of both together. */
    public ImageFigures plus(ImageFigures other) {
        return new ImageFigures(sizeBytes + other.sizeBytes, zeroBytes + other.zeroBytes, newBytes + other.newBytes,
                knownBytes + other.knownBytes, interimBytes + other.interimBytes,
                interimRecords + other.interimRecords);
    }

    /** Of nothing. */
    public static ImageFigures none() {
        return new ImageFigures(0, 0, 0, 0, 0, 0);
    }
}
