package io.entrepot.replay;

import io.entrepot.replay.core.Sent;

/**
 * What is to become of an image that was asked for.
 *
 * @param sent  the generation
 * @param kind  whether it is recalled
 * @param why   one sentence for {@link Kind#REFUSED} and {@link Kind#NOT_NEEDED}; for {@link Kind#RECALLED} what is left to be done, where
 *              anything is
 */
public record Judgement(Sent sent, Kind kind, String why) {

    /** What becomes of it. */
    public enum Kind {
        /** It gets a new life at the destination. */
        RECALLED,
        /** It cannot be had, or not now. */
        REFUSED,
        /** It is on its way, or another has taken its place. */
        NOT_NEEDED
    }

    static Judgement recalled(Sent sent, String rest) {
        return new Judgement(sent, Kind.RECALLED, rest);
    }

    static Judgement refused(Sent sent, String why) {
        return new Judgement(sent, Kind.REFUSED, why);
    }

    static Judgement notNeeded(Sent sent, String why) {
        return new Judgement(sent, Kind.NOT_NEEDED, why);
    }
}
