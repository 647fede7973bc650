package io.entrepot.cli.report;

import java.time.Duration;

/**
 * What sending would come to.
 *
 * @param took         to find out
 * @param images       that could be read
 * @param failed       images that could not
 * @param logicalBytes holes included
 * @param zeroBytes    never sent or written
 * @param knownBytes   that would be referred to
 * @param newBytes     that would be published
 * @param interimBytes keys and values on the interim topic
 */
public record Appraisal(Duration took, int images, int failed, long logicalBytes, long zeroBytes, long knownBytes, long newBytes,
                        long interimBytes) {

    /** Bytes of the images for each byte on the interim topic; 0 when nothing would be sent. */
    public double ratio() {
        return interimBytes == 0 ? 0 : (double) logicalBytes / interimBytes;
    }
}
