package io.entrepot.monitor;

import io.entrepot.wire.FleetTopics;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The destinations of a fleet, told from the names of topics. */
final class Destinations {

    private Destinations() {
    }

    /** Those that have both of a destination's topics. */
    static Set<String> among(Collection<String> topics, FleetTopics fleet) {
        Set<String> destinations = new TreeSet<>();
        for (String topic : topics) {
            fleet.destinationOf(topic).filter(name -> topics.contains(fleet.receipts(name))).ifPresent(destinations::add);
        }
        return destinations;
    }
}
