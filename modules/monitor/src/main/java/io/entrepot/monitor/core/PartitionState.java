package io.entrepot.monitor.core;

import java.util.Optional;

/**
 * A partition, as one destination sees it.
 *
 * @param partition      its number
 * @param turn           whose turn it is
 * @param waitingImages  that have been opened, are not at their end and do not have the turn
 * @param waitingRecords records of new blocks that were sent and are not written, of all its images
 * @param waitingBytes   that were sent and are not written, but for zeros
 * @param sendRate       bytes published a second, lately
 * @param writeRate      bytes written a second, lately
 * @param resequencer    how far the resequencer is behind on the interim topic
 * @param writer         how far the writer is behind on the ordered topic
 */
public record PartitionState(int partition, Optional<Turn> turn, int waitingImages, long waitingRecords, long waitingBytes,
                             double sendRate, double writeRate, TopicLag resequencer, TopicLag writer) {
}
