package io.entrepot.resequencer.core;

import java.util.OptionalLong;

/** What is to be done about an event, in the order in which it is said. */
public sealed interface Action {

    /**
     * A record for the ordered topic.
     *
     * @param key           in wire form
     * @param value         in wire form
     * @param interimOffset the interim record it came from; empty on what the resequencer says of itself
     */
    record PassOn(byte[] key, byte[] value, OptionalLong interimOffset) implements Action {
    }

    /**
     * An interim record was refused and is forgotten.
     *
     * @param why one sentence that says what is wrong with it
     */
    record Refused(long interimOffset, String why) implements Action {
    }

    /**
     * A record of the recall topic was refused.
     *
     * @param why one sentence that says what is wrong with it
     */
    record RecallRefused(long recallOffset, String why) implements Action {
    }

    /** A generation has all it needs for a new life, and waits for its turn. */
    record Recalled(Image image) implements Action {
    }

    /** An image has been given the turn. */
    record TurnBegan(Image image) implements Action {
    }

    /** The image that has the turn gets nothing more passed on in it: its life says why. */
    record TurnEnded(Image image) implements Action {
    }

    /** A generation's life has ended: it is terminal now. */
    record Done(Image image) implements Action {
    }
}
