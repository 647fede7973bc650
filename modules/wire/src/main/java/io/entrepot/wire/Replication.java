package io.entrepot.wire;

import org.apache.kafka.clients.admin.TopicDescription;

/**
 * How many brokers have a topic.
 *
 * @param factor   brokers that have a copy of each partition
 * @param inSync   of these, how many must have a record before it is acknowledged: {@code min.insync.replicas}
 */
public record Replication(short factor, int inSync) {

    /** With fewer there is no broker to lose between an acknowledgement and the next. */
    static final int FACTOR_SAFE = 3;
    /** What an acknowledged record then outlives: the loss of a broker. */
    static final int IN_SYNC_SAFE = 2;

    /** @throws IllegalArgumentException with one sentence when nothing could ever be written */
    public Replication {
        if (factor < 1) {
            throw new IllegalArgumentException("The replication factor is at least 1, not " + factor + ".");
        }
        if (inSync < 1 || inSync > factor) {
            throw new IllegalArgumentException("The replicas in sync are from 1 to the replication factor " + factor
                    + ", not " + inSync + ".");
        }
    }

    /** With all but one in sync: a broker may be lost or restarted, and nothing stops or is lost. */
    public static Replication of(int factor) {
        return new Replication((short) factor, Math.max(1, factor - 1));
    }

    /** Whether parts take topics like this: where there are brokers enough, an acknowledged record outlives the loss of one. */
    public boolean isSafe() {
        return factor < FACTOR_SAFE || inSync >= IN_SYNC_SAFE;
    }

    /** Of a topic that is there; its partitions' smallest. */
    static short factor(TopicDescription topic) {
        return (short) topic.partitions().stream().mapToInt(partition -> partition.replicas().size()).min().orElse(1);
    }
}
