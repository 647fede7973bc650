package io.entrepot.cli.report;

/**
 * How far an image is.
 *
 * @param name         the image
 * @param phase        where it is
 * @param sizeBytes    holes included
 * @param readBytes    dealt with at the source, from its start
 * @param newBytes     of these, new
 * @param knownBytes   of these, known
 * @param zeroBytes    of these, zero
 * @param writtenBytes in the file at the destination, from its start
 * @param writtenZeroBytes of these, zero
 */
public record ImageStatus(String name, Phase phase, long sizeBytes, long readBytes, long newBytes, long knownBytes, long zeroBytes,
                          long writtenBytes, long writtenZeroBytes) {

    /** Read and not yet written, but for zeros, which go nowhere; what waits between two voyages. */
    public long waitingBytes() {
        return phase.isFinal() ? 0 : Math.max(0, readDataBytes() - writtenDataBytes());
    }

    /** Read, but for zeros. */
    long readDataBytes() {
        return newBytes + knownBytes;
    }

    /** Written, but for zeros. */
    long writtenDataBytes() {
        return writtenBytes - writtenZeroBytes;
    }

    ImageStatus in(Phase next) {
        return new ImageStatus(name, next, sizeBytes, readBytes, newBytes, knownBytes, zeroBytes, writtenBytes, writtenZeroBytes);
    }

    ImageStatus sized(long bytes) {
        return new ImageStatus(name, phase, bytes, readBytes, newBytes, knownBytes, zeroBytes, writtenBytes, writtenZeroBytes);
    }

    ImageStatus read(long bytes, long newOnes, long knownOnes, long zeros) {
        return new ImageStatus(name, phase, sizeBytes, bytes, newOnes, knownOnes, zeros, writtenBytes, writtenZeroBytes);
    }

    ImageStatus written(long bytes, long zeros) {
        return new ImageStatus(name, phase, sizeBytes, readBytes, newBytes, knownBytes, zeroBytes, bytes, zeros);
    }
}
