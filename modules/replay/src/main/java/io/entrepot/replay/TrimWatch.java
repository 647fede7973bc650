package io.entrepot.replay;

import io.entrepot.replay.core.Sent;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks whether a trim takes what an image needs that is to be recalled. Who trims says first, in the positions of the fleet's trim group, below
 * which offsets that will be; then looks at what is recalled; and only then deletes. So it is enough to ask when the start of a recall can be
 * read: who trims sees it, and leaves what it needs, or it sees who trims.
 */
final class TrimWatch {

    private final TopicAdmin topics;
    private final FleetTopics fleet;
    private final Set<TopicPartition> interim;

    /** @param topics left open */
    TrimWatch(TopicAdmin topics, FleetTopics fleet) {
        this.topics = topics;
        this.fleet = fleet;
        this.interim = topics.startOffsets(fleet.interim()).keySet();
    }

    /** Below which offset of each partition nothing is going to stay. */
    Map<TopicPartition, Long> begins() {
        return topics.keptFrom(fleet, interim);
    }

    /** Why the image cannot be had, as a sentence; empty when all that it needs is going to stay. */
    Optional<String> takes(Sent sent, Map<TopicPartition, Long> begins) {
        long begin = begins.get(new TopicPartition(fleet.interim(), sent.partition()));
        return sent.neededFrom() >= begin ? Optional.empty()
                : Optional.of("A trim takes, or has taken, what stands before offset " + begin + " of partition " + sent.partition()
                        + " of the interim topic, and it needs what stands from offset " + sent.neededFrom()
                        + " on. What a trim has only announced stays if that was interrupted: run entrepot topics trim once more, and then this.");
    }
}
