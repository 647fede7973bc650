package io.entrepot.resequencer.core;

/**
 * What of a generation never changes.
 *
 * @param ordinal    interim offset of its ImageOpened; generations are ordered by it
 * @param image      the image's name
 * @param generation unique id of this sending of the image
 * @param sizeBytes  bytes of the image, holes included
 * @param priority   higher takes its turn first
 */
public record Sending(long ordinal, String image, String generation, long sizeBytes, int priority) {
}
