package io.entrepot.source.decide;

import io.entrepot.image.Fingerprint;

/**
 * What is known of an image before its first byte is read.
 *
 * @param generation   this sending of it
 * @param partition    where its records go
 * @param sizeBytes    holes included
 * @param priority     higher takes its turn first
 * @param mode         permission bits
 * @param modifiedAtNs modification time, nanoseconds since the epoch
 * @param chunker      persisted id of the chunker that cuts it
 * @param fingerprint  what tells that the file is still the same
 */
public record ImageHead(Generation generation, int partition, long sizeBytes, int priority, int mode, long modifiedAtNs,
                        int chunker, Fingerprint fingerprint) {
}
