package io.entrepot.source;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicException;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a transaction from being committed that may refer to what is being trimmed. Who trims says first, in the positions of the fleet's
 * trim group, below which offsets that will be; then waits until every transaction has ended that was open at that time, and until all that
 * these have on the topic can be read; then looks what has come to be referred to; and only then deletes. So it is enough to ask when a
 * transaction has begun on each of its partitions and before it is committed: who trims waits for it and sees all of it, or it sees who trims
 * and is not committed.
 */
final class TrimGuard {

    private final FleetTopics topics;
    private final Set<TopicPartition> interim;
    private final InterimStarts starts;
    private final TopicAdmin admin;

    /** @param admin left open */
    TrimGuard(TopicAdmin admin, Fleet fleet) {
        this.admin = admin;
        this.topics = fleet.topics();
        this.interim = fleet.partitionsOf(topics.interim());
        this.starts = fleet.interimStarts();
    }

    /** Asks where the interim partitions begin, or will, so that nothing before is referred to from now on. */
    void look() {
        moves();
    }

    /**
     * Asks again; with a transaction open on each of its partitions.
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
            return starts.are(admin.keptFrom(topics, interim));
        } catch (TopicException e) {
            throw new KafkaException("Whether the interim topic is being trimmed cannot be told: " + e.getMessage(), e);
        }
    }
}
