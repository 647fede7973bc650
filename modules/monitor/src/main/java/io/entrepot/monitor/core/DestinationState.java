package io.entrepot.monitor.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A fleet on its way to one destination.
 *
 * @param destination  its name; empty when nobody receives the fleet yet
 * @param images       in order of partition and opening
 * @param partitions   in order
 * @param resequencers members of the resequencer's group; empty when that cannot be told
 * @param secondsLeft  until all that has been opened is written; empty while nothing can be said
 * @param troubles     the gravest first
 */
public record DestinationState(Optional<String> destination, List<ImageState> images, List<PartitionState> partitions,
                               OptionalInt resequencers, OptionalLong secondsLeft, List<Trouble> troubles) {

    public DestinationState {
        images = List.copyOf(images);
        partitions = List.copyOf(partitions);
        troubles = List.copyOf(troubles);
    }

    /**
     * Milliseconds for which the oldest data has waited that was sent and is not written, wherever it waits: on a topic or in the buffer.
     * 0 when none waits.
     */
    public long oldestWaitingMs(long nowMs) {
        long oldestMs = images.stream().flatMapToLong(image -> image.waitingSinceMs().stream()).min().orElse(nowMs);
        // Topics can hold what the journal does not tell of any more.
        return Math.max(nowMs - oldestMs, Math.max(resequencerLag().ageMs(nowMs), writerLag().ageMs(nowMs)));
    }

    /** How far the resequencer is behind on all partitions. */
    public TopicLag resequencerLag() {
        return partitions.stream().map(PartitionState::resequencer).reduce(TopicLag.NONE, TopicLag::sum);
    }

    /** How far the writer is behind on all partitions. */
    public TopicLag writerLag() {
        return partitions.stream().map(PartitionState::writer).reduce(TopicLag.NONE, TopicLag::sum);
    }
}
