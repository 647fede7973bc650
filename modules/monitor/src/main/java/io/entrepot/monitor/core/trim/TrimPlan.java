package io.entrepot.monitor.core.trim;

import java.util.List;
import java.util.Optional;

/**
 * What trimming would do.
 *
 * @param cuts   of each partition that is trimmed
 * @param losses who loses what by it
 */
public record TrimPlan(List<Cut> cuts, List<Loss> losses) {

    /**
     * One partition, interim and journal together.
     *
     * @param partition      its number
     * @param interimStart   where the interim partition begins now
     * @param interimBefore  where it is to begin
     * @param interimEnd     where it ends
     * @param journalStart   where the journal begins now
     * @param journalBefore  where it is to begin
     * @param forgotten      finished images that the journal no longer tells of
     * @param holder         who keeps it from being trimmed further, where that was asked for
     */
    public record Cut(int partition, long interimStart, long interimBefore, long interimEnd, long journalStart, long journalBefore,
                      long forgotten, Optional<Loss> holder) {

        /** Whether anything goes. */
        public boolean isEmpty() {
            return interimBefore <= interimStart && journalBefore <= journalStart;
        }
    }

    /** Whether both trim up to the same offsets, and the same is lost by it. */
    public boolean takesAsMuchAs(TrimPlan other) {
        return losses.equals(other.losses) && cuts.stream().map(Cut::interimBefore).toList()
                .equals(other.cuts.stream().map(Cut::interimBefore).toList());
    }

    /** Whether it takes something that has not arrived. */
    public boolean losesUndelivered() {
        return losses.stream().anyMatch(loss -> loss.kind().isUndelivered());
    }
}
