package io.entrepot.source.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the destinations' receipts say that concerns an agent. */
public final class Verdicts {

    /**
     * Bad records that are remembered, over all partitions: 64 MB. More than that is no damage but a broken
     * destination.
     */
    static final int BAD_RECORDS_MAX = 1 << 20;

    private final Map<Integer, Set<Long>> badRecords = new HashMap<>();
    /** Topics of receipts, by generation. */
    private final Map<String, Set<String>> notDelivered = new HashMap<>();
    private int badCount;

    void addBadRecord(int partition, long interimOffset) {
        boolean isNew = badRecords.computeIfAbsent(partition, none -> new HashSet<>()).add(interimOffset);
        if (isNew && ++badCount > BAD_RECORDS_MAX) {
            throw new IllegalStateException("The receipts of the fleet name more than " + BAD_RECORDS_MAX
                    + " bad records: trim the interim topic, or send to a fleet of another name.");
        }
    }

    /** A destination's last word on a generation counts: what failed there may have been retried. */
    void said(String receiptsTopic, String generation, boolean ended) {
        if (ended) {
            notDelivered.computeIfAbsent(generation, none -> new HashSet<>()).add(receiptsTopic);
        } else if (notDelivered.containsKey(generation)) {
            notDelivered.get(generation).remove(receiptsTopic);
        }
    }

    /** Whether a destination could not get a block out of this NewBlocks record. */
    public boolean isBad(int partition, long interimOffset) {
        Set<Long> bad = badRecords.get(partition);
        return bad != null && bad.contains(interimOffset);
    }

    /**
     * Whether a destination says of this generation that it failed or was superseded. Known for those asked for only.
     */
    public boolean isNotDelivered(String generation) {
        return !notDelivered.getOrDefault(generation, Set.of()).isEmpty();
    }
}
