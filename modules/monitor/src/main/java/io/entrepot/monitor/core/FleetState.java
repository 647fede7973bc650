package io.entrepot.monitor.core;

import io.entrepot.wire.ControlOrders.Standing;
import java.util.List;
import java.util.OptionalLong;

/**
 * A fleet.
 *
 * @param fleet         its name
 * @param atMs          when, milliseconds since the epoch
 * @param journalFromMs when the journal was not read from its beginning: the time of the first entry that was read. Images that were
 *                      sealed before and have had no turn yet are missing then
 * @param orders        that are in force, in the order in which they were given
 * @param destinations  one at least
 */
public record FleetState(String fleet, long atMs, OptionalLong journalFromMs, List<Standing> orders, List<DestinationState> destinations) {

    public FleetState {
        orders = List.copyOf(orders);
        destinations = List.copyOf(destinations);
    }
}
