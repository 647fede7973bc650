package io.entrepot.destination.verify;

import io.entrepot.destination.verify.core.Sample;
import io.entrepot.wire.FleetTopics;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is verified, and how.
 *
 * @param fleet          the fleet's topics
 * @param destination    its name; what lies in the directories has to be its
 * @param volumes        directories of the destination, and the partitions of each; none for all there are
 * @param images         which names
 * @param sample         which blocks of them
 * @param bytesPerSecond read from files at most; empty for no limit
 * @param threads        that read and hash, at least 1
 * @param repair         whether to mend what is wrong
 * @param overwrite      whether to mend files, too, that were changed since they were written
 */
public record VerifySettings(FleetTopics fleet, String destination, Map<Path, Set<Integer>> volumes, Predicate<String> images, Sample sample,
                             OptionalLong bytesPerSecond, int threads, boolean repair, boolean overwrite) {

    /** The partitions of all directories; none for all there are. */
    Set<Integer> partitions() {
        return volumes.values().stream().anyMatch(Set::isEmpty) ? Set.of()
                : volumes.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    public VerifySettings {
        if (threads < 1) {
            throw new IllegalArgumentException("Verifying takes at least one thread.");
        }
        if (bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() < 1) {
            throw new IllegalArgumentException("The rate is at least a byte a second.");
        }
    }
}
