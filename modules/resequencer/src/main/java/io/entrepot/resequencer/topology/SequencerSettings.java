package io.entrepot.resequencer.topology;

import io.entrepot.resequencer.core.Bounds;
import io.entrepot.resequencer.core.Tally;
import io.entrepot.wire.WireFormat;
import java.util.function.IntToLongFunction;

/**
 * What the sequencers of all partitions are given.
 *
 * @param interimTopic   read
 * @param receiptsTopic  read
 * @param recallTopic    read
 * @param orderedTopic   written
 * @param interimTopicId Kafka's id of the interim topic
 * @param recallTopicId  and of the recall topic
 * @param passOnFrom     interim offset of a partition before which what is opened is left out unless it is recalled
 * @param bounds         kept to by each partition
 * @param format         wire form of records
 * @param watch          what is known of the interim partitions
 * @param tally          counts over all partitions
 * @param tap            hears what they do
 */
public record SequencerSettings(String interimTopic, String receiptsTopic, String recallTopic, String orderedTopic,
        String interimTopicId, String recallTopicId, IntToLongFunction passOnFrom, Bounds bounds, WireFormat format, InterimWatch watch, Tally tally, SequencerTap tap) {
}
