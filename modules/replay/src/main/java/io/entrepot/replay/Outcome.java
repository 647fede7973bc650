package io.entrepot.replay;

import java.util.List;

/**
 * What a retry or replay has come to.
 *
 * @param judgements     of each image that was asked for
 * @param written        whether those that are recalled were written to the recall topic
 * @param newDestination whether the destination was made, or would be
 */
public record Outcome(List<Judgement> judgements, boolean written, boolean newDestination) {

    public long count(Judgement.Kind kind) {
        return judgements.stream().filter(judgement -> judgement.kind() == kind).count();
    }

    /** Sum over those that are recalled, at most. */
    public long fetchBytes() {
        return judgements.stream().filter(judgement -> judgement.kind() == Judgement.Kind.RECALLED)
                .mapToLong(judgement -> judgement.sent().fetchBytes()).sum();
    }
}
