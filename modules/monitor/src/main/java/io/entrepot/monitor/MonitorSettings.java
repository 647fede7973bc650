package io.entrepot.monitor;

import io.entrepot.wire.FleetTopics;
import java.util.Optional;

/**
 * What is watched.
 *
 * @param fleet           the fleet's name
 * @param destination     the only one that is of interest; empty for all
 * @param journalBytesMax of the journal that are read at the first look, from its end backwards, over all partitions
 */
public record MonitorSettings(String fleet, Optional<String> destination, long journalBytesMax) {

    /**
     * The journal has some 40 bytes for each new block of 8 KiB, so this is told of the last 60 GB that were new, and read in a few
     * seconds. What was sent before that is in the receipts, unless its turn has not come yet.
     */
    public static final long JOURNAL_BYTES_DEFAULT = 256L << 20;

    /** @throws IllegalArgumentException with one sentence when a name cannot be one */
    public MonitorSettings {
        FleetTopics.checkPart("fleet", fleet);
        destination.ifPresent(name -> FleetTopics.checkPart("destination", name));
        if (journalBytesMax < 1) {
            throw new IllegalArgumentException("The journal cannot be read for " + journalBytesMax + " bytes.");
        }
    }
}
