package io.entrepot.monitor.core;

import java.util.OptionalLong;

/**
 * Whose turn it is on a partition.
 *
 * @param image      the image
 * @param generation its sending
 * @param number     1 for the first turn of the generation; 0 when it is not known
 * @param sinceMs    milliseconds since the epoch; empty when the records that said so are gone
 */
public record Turn(String image, String generation, int number, OptionalLong sinceMs) {
}
