package io.entrepot.cli.report;

import java.util.Optional;

/**
 * What came of an image.
 *
 * @param name         the image
 * @param phase        final, or where it was stopped
 * @param sizeBytes    holes included
 * @param zeroBytes    never sent or written
 * @param newBytes     published for the first time
 * @param knownBytes   referred to
 * @param runs         front-to-back passes in which its file was written
 * @param fileExtents  pieces of the file on the disk; 0 where the file system does not say
 * @param sharedBytes  of the file, shared with another by the file system
 * @param copiedBytes  of the file, copied from another at the destination
 * @param fetchedBytes of the file, fetched again from the interim topic
 * @param cause        why it failed
 */
public record ImageResult(String name, Phase phase, long sizeBytes, long zeroBytes, long newBytes, long knownBytes, int runs,
                          int fileExtents, long sharedBytes, long copiedBytes, long fetchedBytes, Optional<String> cause) {

    /** Of an image that failed before anything was known of it. */
    public static ImageResult failed(String name, long sizeBytes, String cause) {
        return new ImageResult(name, Phase.FAILED, sizeBytes, 0, 0, 0, 0, 0, 0, 0, 0, Optional.of(cause));
    }

    /** Of an image that is on the interim topic whole. */
    public static ImageResult sent(String name, long sizeBytes, long zeroBytes, long newBytes, long knownBytes) {
        return new ImageResult(name, Phase.SENT, sizeBytes, zeroBytes, newBytes, knownBytes, 0, 0, 0, 0, 0, Optional.empty());
    }

    /** Of an image whose blocks are on the interim topic, and that is not. */
    public static ImageResult precopied(String name, long sizeBytes, long zeroBytes, long newBytes, long knownBytes) {
        return new ImageResult(name, Phase.PRECOPIED, sizeBytes, zeroBytes, newBytes, knownBytes, 0, 0, 0, 0, 0, Optional.empty());
    }

    /** Of an image that an earlier sending had put there. */
    public static ImageResult sentBefore(String name, long sizeBytes) {
        return new ImageResult(name, Phase.SENT_BEFORE, sizeBytes, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
    }

    /** Of an image that is not on the interim topic whole, because sending was stopped. */
    public static ImageResult stopped(String name, long sizeBytes, boolean begun) {
        return new ImageResult(name, begun ? Phase.HALF_SENT : Phase.QUEUED, sizeBytes, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
    }

    /** Of an image that was at the destination already. */
    public static ImageResult there(String name, long sizeBytes) {
        return new ImageResult(name, Phase.THERE, sizeBytes, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
    }
}
