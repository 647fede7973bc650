package io.entrepot.replay;

import java.util.Map;
import java.util.OptionalLong;

/**
 * From where on an image must have been opened.
 *
 * @param offsets     first interim offset, by partition; partitions that are not named are left out, unless none is
 * @param timestampMs least time of its ImageOpened, milliseconds since the epoch
 */
public record From(Map<Integer, Long> offsets, OptionalLong timestampMs) {

    /** All that there is. */
    public static final From START = new From(Map.of(), OptionalLong.empty());

    boolean includes(int partition, long ordinal, long openedAtMs) {
        Long offset = offsets.get(partition);
        boolean place = offsets.isEmpty() || offset != null && ordinal >= offset;
        return place && (timestampMs.isEmpty() || openedAtMs >= timestampMs.getAsLong());
    }
}
