package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.RefusedException;
import io.entrepot.image.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
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
     * @param positions of the writers' group; 0 where nothing has been written yet
     * @throws RefusedException when a directory has no state of ours, and one of its partitions has been written
     */
    static void of(Volumes volumes, Map<TopicPartition, Long> positions) {
        volumes.byRoot().forEach((root, partitions) -> {
            OptionalInt written = written(partitions, positions);
            if (written.isPresent() && !Files.isDirectory(root.resolve(Volume.STATE_DIRECTORY))) {
                throw new RefusedException("Partition " + written.getAsInt() + " has been written before, and nothing of that is in " + root
                        + ": mount its disk, or name the directory it was. For a new one in place of one that is lost, say --new-volume.");
            }
        });
    }

    /** The first of them of which something was written. */
    private static OptionalInt written(Set<Integer> partitions, Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream().filter(position -> position.getValue() > 0).mapToInt(position -> position.getKey().partition())
                .filter(partition -> partitions.isEmpty() || partitions.contains(partition)).min();
    }
}
