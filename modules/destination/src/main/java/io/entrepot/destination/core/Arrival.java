package io.entrepot.destination.core;

import io.entrepot.block.Digest;
import java.util.Optional;

/** A record of the ordered topic as far as decisions need it: payloads, digests and places stay with the shell. */
public sealed interface Arrival {

    Header header();

    /** First record of a turn; the header's image offset is where the turn goes on. */
    record TurnBegins(Header header, int turn, long ordinal, String interimTopicId) implements Arrival {

        /**
         * Whether its generation is older than the one of that ordinal. Offsets of two topics, or of two partitions, say nothing of
         * each other: of two partitions, the openings tell ({@link #isOfAnotherPartition}).
         */
        boolean isBefore(String topicId, int partition, long otherOrdinal) {
            return interimTopicId.equals(topicId) && header.position().partition() == partition && ordinal < otherOrdinal;
        }

        /** Whether the same topic has brought the other generation on another partition: its image was moved, one way or the other. */
        boolean isOfAnotherPartition(String topicId, int partition) {
            return interimTopicId.equals(topicId) && header.position().partition() != partition;
        }
    }

    /** First record of a generation. */
    record Opens(Header header, Opening opening) implements Arrival {
    }

    /** Blocks and zeros, back to back from the header's image offset, {@code length} bytes of the image together. */
    record Brings(Header header, long length) implements Arrival {
    }

    /** The image was sent whole; {@code chain} is closed with the size. */
    record Seals(Header header, long size, Digest chain) implements Arrival {
    }

    /** The generation will not be finished; {@code supersededBy} names the one that takes its place. */
    record Aborts(Header header, String reason, Optional<String> supersededBy) implements Arrival {
    }

    /** The turn ends and another will follow. */
    record Parks(Header header, int turn, String reason) implements Arrival {
    }

    /** A record whose key could be read and whose value could not be, or is not one for this topic. */
    record Spoiled(Header header, Failure failure) implements Arrival {
    }
}
