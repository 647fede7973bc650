package io.entrepot.monitor.core;

import java.util.List;
import java.util.OptionalLong;

/**
 * A fleet.
 *
 * @param fleet         its name
 * @param atMs          when, milliseconds since the epoch
 * @param journalFromMs when the journal was not read from its beginning: the time of the first entry that was read. Images that were
 *                      sealed before and have had no turn yet are missing then
 * @param destinations  one at least
 */
public record FleetState(String fleet, long atMs, OptionalLong journalFromMs, List<DestinationState> destinations) {

    public FleetState {
        destinations = List.copyOf(destinations);
    }
}
