package io.entrepot.resequencer.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Key of a record for the ordered topic, and the partition it belongs to: the one its interim record came from, which
 * the bytes alone do not tell.
 */
record OrderedKey(int partition, byte[] bytes) {

    /** The bytes as they are. */
    static final Serializer<OrderedKey> SERIALIZER = (topic, key) -> key.bytes();

    /** Partition n to partition n. */
    static final StreamPartitioner<OrderedKey, byte[]> PARTITIONER =
            (topic, key, value, partitions) -> Optional.of(Set.of(key.partition()));
}
