package io.entrepot.resequencer;

import io.entrepot.resequencer.core.Tally;

/**
 * What a resequencer has done since it was made, over all its partitions. Work that a crash took back is counted again.
 *
 * @param passedBytes     value bytes passed on to the ordered topic
 * @param waitedBytes     value bytes of extents that could not be passed on when they came
 * @param waitedRecords   such extents
 * @param drainedBytes    value bytes of extents that were passed on after they had waited
 * @param deferredRecords of those, payloads that were not at hand and are left to the writer to fetch
 * @param turns           turns given
 * @param switches        turns given to another image than had the one before
 * @param arrivalSwitches extents (NewBlocks or KnownBlocks) that arrived for another image than the one before on their
 *                        partition, which a writer in the order of arrival would have to switch for; where state is
 *                        restored, only what arrives from then on is counted
 * @param parks           turns ended early because the image got no data
 * @param refusedRecords  interim records that were not what they should be
 * @param duplicates      interim records that had come before
 * @param lateRecords     interim records of images that had ended
 * @param recalled        generations that were given a new life
 * @param refusedRecalls  records of the recall topic that were not what they should be, or came at the wrong time
 * @param ignoredReceipts receipts that told nothing new, were not what they should be, or were of another epoch
 */
public record Figures(long passedBytes, long waitedBytes, long waitedRecords, long drainedBytes, long deferredRecords,
        long turns, long switches, long arrivalSwitches, long parks, long refusedRecords, long duplicates,
        long lateRecords, long recalled, long refusedRecalls, long ignoredReceipts) {

    static Figures of(Tally tally) {
        return new Figures(tally.passedBytes(), tally.waitedBytes(), tally.waitedRecords(), tally.drainedBytes(),
                tally.deferredRecords(), tally.turns(), tally.switches(), tally.arrivalSwitches(), tally.parks(),
                tally.refusedRecords(), tally.duplicates(), tally.lateRecords(), tally.recalled(), tally.refusedRecalls(),
                tally.ignoredReceipts());
    }
}
