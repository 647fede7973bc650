package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.RefusedException;
import io.entrepot.image.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps writers from a directory that is not the one they wrote to. Where a disk is not mounted its mount point is empty: what is written there
 * fills the disk beneath, counts as received, and is out of sight once the disk is mounted.
 */
final class MountCheck {

    private MountCheck() {
    }

    /**
     * Looks before a directory is made.
     *
     * @param positions of the writers' group; 0 where nothing has been written yet, and nothing where Kafka has forgotten them
     * @param starts    of the ordered topic, which is trimmed behind the writers
     * @throws RefusedException when a directory has no state of ours, and one of its partitions has been written
     */
    static void of(Volumes volumes, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> starts) {
        SortedSet<Integer> begun = Stream.concat(positions.entrySet().stream(), starts.entrySet().stream()).filter(offset -> offset.getValue() > 0)
                .map(offset -> offset.getKey().partition()).collect(Collectors.toCollection(TreeSet::new));
        volumes.byRoot().forEach((root, partitions) -> {
            Optional<Integer> written = begun.stream().filter(partition -> partitions.isEmpty() || partitions.contains(partition)).findFirst();
            if (written.isPresent() && Files.notExists(root.resolve(Volume.STATE_DIRECTORY))) {
                throw new RefusedException("Partition " + written.get() + " has been written before, and nothing of that is in " + root
                        + ": mount its disk, or name the directory it was. For a new one in place of one that is lost, say --new-volume.");
            }
        });
    }
}
