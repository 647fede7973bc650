package io.entrepot.resequencer.core;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every generation the partition has seen opened. Rows are never removed: references name generations that ended long
 * ago.
 */
public interface Images {

    Optional<Image> get(long ordinal);

    /** Ordinal of the generation with this id. */
    OptionalLong ordinalOf(String generation);

    /** Ordinal of the newest generation of the image with this name. */
    OptionalLong newestOf(String image);

    /** Writes a new generation, to be found by its id, and as the newest of its image if none was opened behind it. */
    void open(Image image);

    /** Replaces the row of a generation that was opened. */
    void put(Image image);
}
