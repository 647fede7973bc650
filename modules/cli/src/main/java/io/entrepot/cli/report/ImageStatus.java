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
 */
public record ImageStatus(String name, Phase phase, long sizeBytes, long readBytes, long newBytes, long knownBytes, long zeroBytes,
                          long writtenBytes) {

    /** Read and not yet written; what waits between two voyages. */
    public long waitingBytes() {
        return phase.isFinal() ? 0 : Math.max(0, readBytes - writtenBytes);
    }
}
