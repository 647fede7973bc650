package io.entrepot.resequencer.core;

import java.util.concurrent.atomic.LongAdder;

/** What has been done since the process began, over all partitions that are given the same one. Read by any thread. */
public final class Tally {

    private final LongAdder passedBytes = new LongAdder();
    private final LongAdder waitedBytes = new LongAdder();
    private final LongAdder waitedRecords = new LongAdder();
    private final LongAdder drainedBytes = new LongAdder();
    private final LongAdder deferredRecords = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder switches = new LongAdder();
    private final LongAdder arrivalSwitches = new LongAdder();
    private final LongAdder parks = new LongAdder();
    private final LongAdder refusedRecords = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder refusedRecalls = new LongAdder();
    private final LongAdder recalled = new LongAdder();
    private final LongAdder ignoredReceipts = new LongAdder();

    void passed(long bytes) {
        passedBytes.add(bytes);
    }

    void waited(long bytes) {
        waitedBytes.add(bytes);
        waitedRecords.increment();
    }

    void drained(long bytes) {
        drainedBytes.add(bytes);
    }

    void deferred() {
        deferredRecords.increment();
    }

    void turn(boolean otherImage) {
        turns.increment();
        if (otherImage) {
            switches.increment();
        }
    }

    void arrivalSwitch() {
        arrivalSwitches.increment();
    }

    void parked() {
        parks.increment();
    }

    void refusedRecall() {
        refusedRecalls.increment();
    }

    /** Counts a record of the recall topic that cannot be read. */
    public void unreadableRecall() {
        refusedRecalls.increment();
    }

    void oneRecalled() {
        recalled.increment();
    }

    void refused() {
        refusedRecords.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void late() {
        late.increment();
    }

    /** Counts a receipt that is not taken in. */
    public void ignoredReceipt() {
        ignoredReceipts.increment();
    }

    /** Value bytes passed on to the ordered topic. */
    public long passedBytes() {
        return passedBytes.sum();
    }

    /** Value bytes of extents that could not be passed on when they arrived. */
    public long waitedBytes() {
        return waitedBytes.sum();
    }

    public long waitedRecords() {
        return waitedRecords.sum();
    }

    /** Value bytes of extents that had waited and were passed on from the stores. */
    public long drainedBytes() {
        return drainedBytes.sum();
    }

    /** NewBlocks records passed on as their interim offset only. */
    public long deferredRecords() {
        return deferredRecords.sum();
    }

    public long turns() {
        return turns.sum();
    }

    /** Turns given to another image than had the one before. */
    public long switches() {
        return switches.sum();
    }

    /**
     * Times that an extent arrived for another image than the one before it on its partition: as often a writer would
     * go from image to image that wrote in the order of arrival.
     */
    public long arrivalSwitches() {
        return arrivalSwitches.sum();
    }

    public long parks() {
        return parks.sum();
    }

    /** Interim records that were not what they should be. */
    public long refusedRecords() {
        return refusedRecords.sum();
    }

    /** Interim records that had been there before. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Interim records of images that had ended, or were to end. */
    public long lateRecords() {
        return late.sum();
    }

    /** Receipts that told nothing new, or were of another epoch. */
    public long ignoredReceipts() {
        return ignoredReceipts.sum();
    }

    /** Records of the recall topic that were not what they should be, or came when they could not be heeded. */
    public long refusedRecalls() {
        return refusedRecalls.sum();
    }

    /** Generations that were given a new life. */
    public long recalled() {
        return recalled.sum();
    }
}
