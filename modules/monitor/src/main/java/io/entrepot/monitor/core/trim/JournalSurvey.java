package io.entrepot.monitor.core.trim;

import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalState;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a journal partition may begin once the interim partition begins at a given offset: no entry goes that quotes a block which stays,
 * and none that an agent goes on from with an image that stays. Entries are given in order. For one thread.
 */
public final class JournalSurvey {

    private final long interimBefore;
    private long firstQuoting = Long.MAX_VALUE;
    private final Map<Key, Last> lasts = new HashMap<>();

    private record Key(String agent, String image) {
    }

    private record Last(long offset, long ordinal, JournalState state) {
    }

    /** @param interimBefore where the interim partition is to begin */
    public JournalSurvey(long interimBefore) {
        this.interimBefore = interimBefore;
    }

    public void entry(long offset, String agent, JournalEntry entry) {
        if (firstQuoting == Long.MAX_VALUE && entry.getPublished().stream().anyMatch(run -> run.getInterimOffset() >= interimBefore)) {
            firstQuoting = offset;
        }
        lasts.put(new Key(agent, entry.getImage()), new Last(offset, entry.getOrdinal(), entry.getState()));
    }

    /**
     * Where it may begin.
     *
     * @param start first offset that is there
     * @param end   behind the last committed entry
     */
    public long before(long start, long end) {
        long before = Math.min(firstQuoting, end);
        for (Last last : lasts.values()) {
            if (last.ordinal >= interimBefore && last.state != JournalState.ABORTED) {
                before = Math.min(before, last.offset);
            }
        }
        return Math.max(start, before);
    }

    /** Images of which only agents that still have their state will know that they were sent. */
    public long forgotten(long before) {
        return lasts.values().stream().filter(last -> last.offset < before && last.state == JournalState.SEALED).count();
    }
}
