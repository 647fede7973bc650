package io.entrepot.replay;

import io.entrepot.wire.FleetTopics;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What is asked for.
 *
 * @param fleet       whose interim topic is read
 * @param destination that is to have the images
 * @param names       which images
 * @param from        opened from where on
 * @param allOrNone   whether nothing is recalled when one of them cannot be
 * @param dryRun      whether it is only said what would be done
 * @param scratch     directory for what is read, which can be much
 */
public record ReplaySettings(FleetTopics fleet, String destination, Predicate<String> names, From from,
        boolean allOrNone, boolean dryRun, Path scratch) {
}
