package io.entrepot.cli;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.wire.FleetTopics;

/** A name from the command line that becomes part of topics' names. */
final class TopicPart {

    private TopicPart() {
    }

    /**
     * @param what what the name names
     * @throws UsageException when no topic's name can hold it
     */
    static void check(String what, String name) {
        try {
            FleetTopics.checkPart(what, name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
