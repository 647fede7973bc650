package io.entrepot.destination.core;

import java.util.List;
import java.util.Optional;

/**
 * What the shell is to do. The actions of one {@link Step} are carried out in their order, each only after the one before it
 * is done: a crash may come between any two.
 */
public sealed interface Action {

    /** What is done to the partial file of the image that has the turn, from when it has the name until it gets its final one. */
    sealed interface OnPartial extends Action {

        Generation generation();
    }

    /**
     * Opens the partial file: a fresh one, with whatever partial file the name had before removed, or the one that is there,
     * cut off behind the cursor.
     */
    record Open(Incoming incoming, boolean fresh) implements Action {
    }

    /** Makes sure that the file can become as large as the image at all. */
    record Fit(Generation generation, long sizeBytes) implements OnPartial {
    }

    /** Verifies what the record brings, writes it at the cursor, and says {@link Lane#filled}. */
    record Fill(Arrival.Brings brings) implements OnPartial {

        @Override
        public Generation generation() {
            return brings.header().generation();
        }
    }

    /** Makes all that was written to the partial file durable. */
    record Force(Generation generation) implements OnPartial {
    }

    /** Makes this the name's destination record durably, whichever generation has had the name. */
    record Take(ImageRecord record) implements Action {
    }

    /** Updates the name's destination record durably ({@link ImageRecord#updatedTo}). */
    record Save(ImageRecord record) implements Action {
    }

    /** Gives the partial file size, mode and time, makes it durable, and says {@link Lane#completed}. */
    record Complete(Generation generation, Opening opening) implements OnPartial {
    }

    /**
     * Gives the complete file its final name, durably, then updates the destination record to {@code after}, and says {@link Lane#renamed}. To who
     * brings another generation of the name both are one step; a crash may come between them.
     */
    record Rename(Generation generation, ImageRecord after) implements OnPartial {
    }

    /** Says the words and commits the offset, both or neither. */
    record Transact(List<Word> words, long next, Optional<Mark> mark) implements Action {
    }

    /** Removes the partial file, and what the name's destination record says of this generation. */
    record Drop(Generation generation) implements Action {
    }

    /** Closes the partial file, which stays. */
    record Close(Generation generation) implements Action {
    }
}
