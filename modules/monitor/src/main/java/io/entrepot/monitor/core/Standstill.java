package io.entrepot.monitor.core;

import java.util.HashMap;
import java.util.Map;

/**
 * For how long an open transaction has kept the readers of each partition where they are: the end that they can come to has not moved,
 * and there is more behind it.
 */
public final class Standstill {

    private record Since(long committedEnd, long sinceMs) {
    }

    private final Map<Integer, Since> since = new HashMap<>();

    /**
     * What is known now.
     *
     * @param committedEnds by partition, where readers of what is committed come to an end
     * @param ends          by partition, where the log ends
     * @return milliseconds by partition; 0 where nothing is in the way
     */
    public Map<Integer, Long> look(long nowMs, Map<Integer, Long> committedEnds, Map<Integer, Long> ends) {
        Map<Integer, Long> stands = new HashMap<>();
        committedEnds.forEach((partition, committed) -> {
            if (committed >= ends.getOrDefault(partition, 0L)) {
                since.remove(partition);
                stands.put(partition, 0L);
                return;
            }
            Since before = since.get(partition);
            if (before == null || before.committedEnd() != committed) {
                since.put(partition, new Since(committed, nowMs));
                stands.put(partition, 0L);
            } else {
                stands.put(partition, nowMs - before.sinceMs());
            }
        });
        return stands;
    }
}
