package io.entrepot.monitor;

import io.entrepot.wire.FleetTopics;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The destinations of a fleet, told from the names of topics. */
final class Destinations {

    /** Stands where a destination's name does, to learn what is around it. */
    private static final String ANY = "any";

    private Destinations() {
    }

    /** Those that have both of a destination's topics. */
    static Set<String> among(Collection<String> topics, FleetTopics fleet) {
        String pattern = fleet.receipts(ANY);
        int at = pattern.lastIndexOf(ANY);
        String prefix = pattern.substring(0, at);
        String suffix = pattern.substring(at + ANY.length());
        Set<String> destinations = new TreeSet<>();
        for (String topic : topics) {
            if (topic.length() > prefix.length() + suffix.length() && topic.startsWith(prefix) && topic.endsWith(suffix)) {
                String name = topic.substring(prefix.length(), topic.length() - suffix.length());
                if (isName(name) && topics.contains(fleet.ordered(name))) {
                    destinations.add(name);
                }
            }
        }
        return destinations;
    }

    private static boolean isName(String name) {
        try {
            FleetTopics.checkPart("destination", name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
