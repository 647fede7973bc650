package io.entrepot.resequencer.core;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How long each generation has been without data, in ticks. Of one of which nothing has come since the start, that counts from the
 * start: of many that were left half sent none is waited for once the first has been. Keeps an entry for each generation that something has come
 * of within the timeout.
 */
final class Stall {

    private final long timeoutMs;
    /** Generations of which something has come within the timeout, the longest silent first, and when. */
    private final Map<String, Long> heardMs = new LinkedHashMap<>();
    private final Set<String> heardSinceTick = new HashSet<>();
    private boolean listens;
    private long sinceMs;
    private long nowMs;

    Stall(long timeoutMs) {
        this.timeoutMs = timeoutMs;
    }

    /** Something has come for a generation that takes data. */
    void stirred(String generation) {
        heardSinceTick.add(generation);
    }

    /**
     * Time goes by.
     *
     * @param reads whether it is read on: while it is not, nothing can come
     */
    void tick(long now, boolean reads) {
        nowMs = now;
        if (!reads || !listens) {
            listens = reads;
            sinceMs = now;
        }
        for (String generation : heardSinceTick) {
            heardMs.remove(generation);
            heardMs.put(generation, now);
        }
        heardSinceTick.clear();
        for (Iterator<Long> eldest = heardMs.values().iterator(); eldest.hasNext() && now - eldest.next() >= timeoutMs;) {
            eldest.remove();
        }
    }

    /** Whether a generation has now been without data for too long. */
    boolean lasts(String generation) {
        return nowMs - Math.max(sinceMs, heardMs.getOrDefault(generation, sinceMs)) >= timeoutMs;
    }
}
