package io.entrepot.destination.core;

import java.util.List;

/**
 * What became of a {@link Arrival.Brings}: its blocks, in order, and how they came into the file.
 *
 * @param blocks  every non-zero block of the range
 * @param figures bytes by the way they came, and in {@code runs} how often something was written once more
 */
public record Filled(List<BlockRun> blocks, Figures figures) {
}
