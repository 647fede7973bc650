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

    /** Whether a file that is not ours may be replaced. */
    boolean mayOverwrite();
}
