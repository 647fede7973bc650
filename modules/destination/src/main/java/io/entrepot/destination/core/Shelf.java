package io.entrepot.destination.core;

import java.util.OptionalLong;

/** What stands at the destination, as far as a decision needs to ask. */
public interface Shelf {

    /** The durable record of the name; {@link ImageRecord#none} when there is none. */
    ImageRecord find(String image);

    /** Whether something stands under the final name. */
    boolean isOccupied(String image);

    /** Bytes of the file under the final name; empty when nothing, or no file, is there. */
    OptionalLong sizeBytes(String image);

    /** Whether a file that is not ours may be replaced. */
    boolean mayOverwrite();
}
