package io.entrepot.image;

import java.util.Optional;

/**
 * What tells a file from a changed one without reading it.
 *
 * @param sizeBytes    its size
 * @param modifiedAtNs when its content changed, in nanoseconds since the epoch
 * @param changedAtNs  when its content or its attributes changed, in nanoseconds since the epoch; cannot be set back
 * @param device       number of its file system; may change with a reboot
 * @param inode        its number in that file system
 */
public record Fingerprint(long sizeBytes, long modifiedAtNs, long changedAtNs, long device, long inode) {

    /** What is different about {@code now}, in words; empty when nothing is. */
    public Optional<String> differenceTo(Fingerprint now) {
        if (sizeBytes != now.sizeBytes) {
            return Optional.of("its size went from " + sizeBytes + " to " + now.sizeBytes + " bytes");
        }
        if (device != now.device || inode != now.inode) {
            return Optional.of("it was replaced by another file");
        }
        if (modifiedAtNs != now.modifiedAtNs) {
            return Optional.of("it was written to");
        }
        if (changedAtNs != now.changedAtNs) {
            return Optional.of("its attributes or its content were changed");
        }
        return Optional.empty();
    }
}
