package io.entrepot.resequencer.core;

import java.util.OptionalLong;

/** Whose turn it is, who is to have one, and what is to be cleared away, all by ordinal. */
public interface Agenda {

    /** The generation that holds the turn. */
    OptionalLong holder();

    /** The generation that had the turn last, or has it. */
    OptionalLong lastHolder();

    /** Gives the turn. */
    void take(long ordinal);

    /** Takes the turn from whoever holds it. */
    void release();

    /** Puts a generation in the queue for a turn; once, however often it is called. */
    void enqueue(Sending sending);

    void dequeue(Sending sending);

    /** The first of the queue: the highest priority, of those the one opened first. */
    OptionalLong next();

    /** The generation that is being recalled. */
    OptionalLong recalling();

    /** Says which generation is being recalled from now on, if any is. */
    void recalling(OptionalLong ordinal);

    /** Recall offset behind the last record that was handled; 0 before the first. */
    long recalledTo();

    void recalledTo(long next);

    /** Whether all that stood on the interim topic before what this destination is to be given is known. */
    boolean hasLearned();

    /** Says that it is, for good. */
    void learned();

    /** Notes that rows of a generation are to be cleared away. */
    void toPurge(long ordinal);

    void purged(long ordinal);

    /** A generation whose rows are to be cleared away. */
    OptionalLong nextToPurge();
}
