package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicException;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a transaction from being committed that may refer to what is being trimmed. Who trims says first, in the positions of the fleet's
 * trim group, below which offsets that will be; then waits until every transaction has ended that was open at that time; then looks what
 * has come to be referred to; and only then deletes. So it is enough to ask when all of a transaction is on its partitions and before it is
 * committed: either it is seen by who trims, or it sees who trims and is not committed.
 */
final class TrimGuard implements AutoCloseable {

    private final FleetTopics topics;
    private final InterimStarts starts;
    private final TopicAdmin admin;

    TrimGuard(KafkaSettings kafka, FleetTopics topics, InterimStarts starts) {
        this.topics = topics;
        this.starts = starts;
        this.admin = new TopicAdmin(kafka);
    }

    /** Asks where the interim partitions begin, or will, so that nothing before is referred to from now on. */
    void look() {
        moves();
    }

    /**
     * Asks again; with everything of the transaction acknowledged, and before its commit.
     *
     * @throws KafkaException when that has changed: what was decided is thrown away, and decided anew
     */
    void check() {
        if (moves()) {
            throw new KafkaException("The interim topic is being trimmed, and what was decided may refer to what goes.");
        }
    }

    private synchronized boolean moves() {
        try {
            boolean moved = starts.are(admin.startOffsets(topics.interim()));
            Map<TopicPartition, Long> announced = admin.positions(topics.trimGroup());
            return starts.are(announced) || moved;
        } catch (TopicException e) {
            throw new KafkaException("Whether the interim topic is being trimmed cannot be told: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
