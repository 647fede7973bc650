package io.entrepot.destination.core;

import java.util.Optional;
import java.util.OptionalLong;

/** What stands at the destination, as far as a decision needs to ask. */
public interface Shelf {

    /** The durable record of the name; {@link ImageRecord#none} when there is none, or a damaged one. */
    ImageRecord find(String image);

    /** What is wrong with the record of the name, as a clause; empty when it is whole, or there is none. */
    Optional<String> damage(String image);

    /** Whether something stands under the final name. */
    boolean isOccupied(String image);

    /** Bytes of the file under the final name; empty when nothing, or no file, is there. */
    OptionalLong sizeBytes(String image);

    /** Whether what has the final name was put there or written to since this was committed under it; false when nothing has it. */
    boolean isAltered(String image, Opening committed);

    /** Whether a file may be replaced that is not ours, or is not as we wrote it. */
    boolean mayOverwrite();
}
