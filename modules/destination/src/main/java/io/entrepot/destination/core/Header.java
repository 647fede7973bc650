package io.entrepot.destination.core;

/**
 * What every record of the ordered topic says, whatever it is about.
 *
 * @param generation  the image and its sending
 * @param imageOffset bytes from the start of the image
 * @param position    where the record stands on the ordered topic
 * @param valueBytes  size of its value on the wire, by which the resequencer paces itself
 */
public record Header(Generation generation, long imageOffset, StreamPosition position, int valueBytes) {
}
