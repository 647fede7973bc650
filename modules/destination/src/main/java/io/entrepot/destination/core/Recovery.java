package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;

/**
 * What a restart does about one name before the first record is read: an image that was complete and about to get its name
 * gets it, and what is left of a failed generation goes.
 */
public final class Recovery {

    private Recovery() {
    }

    /**
     * @param record        the durable record
     * @param partialExists whether the incoming generation's partial file is there
     * @param renamed       whether what stands under the final name has the size and time of the incoming generation
     * @param settled       the committed position that says that the last word on the incoming generation has been said; empty
     *                      where none does
     */
    public static List<Action> of(ImageRecord record, boolean partialExists, boolean renamed, Optional<StreamPosition> settled) {
        if (record.incoming().isEmpty()) {
            return List.of();
        }
        Incoming incoming = record.incoming().get();
        Action.Drop drop = new Action.Drop(incoming.generation());
        // What is ahead of that word is of a later life, received since within one checkpoint.
        if (settled.filter(word -> !incoming.position().isAhead(word)).isPresent()) {
            return List.of(drop);
        }
        if (incoming.phase() != Incoming.Phase.FINALISING) {
            return List.of();
        }
        // The rename may have been done and the fsync of its directory not: it is done again in either case.
        return partialExists || renamed
                ? List.of(new Action.Rename(incoming.generation(), record.committedFrom(incoming)))
                : List.of(drop);
    }

    /** The final name cannot be given: the image is on its way once more, and its seal, which comes again, says what of it. */
    public static Action.Save unnamed(ImageRecord record) {
        return new Action.Save(record.with(record.incoming().orElseThrow().unsealed()));
    }
}
