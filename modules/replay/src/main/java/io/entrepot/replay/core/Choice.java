package io.entrepot.replay.core;

/** Which generations are asked for. */
@FunctionalInterface
public interface Choice {

    /**
     * @param ordinal    interim offset of its ImageOpened
     * @param openedAtMs that record's time, milliseconds since the epoch
     */
    boolean wants(int partition, String image, String id, long ordinal, long openedAtMs);
}
