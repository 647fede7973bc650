package io.entrepot.systemtests.audit;

import java.util.HashMap;
import java.util.Map;

/** Reads one partition of a destination's recall topic: how often each generation was recalled whole, which gives it a further life. */
final class RecallAudit {

    private final Map<String, Integer> recalls = new HashMap<>();
    private String underWay = "";

    void accept(Entry entry) {
        if (!entry.readable()) {
            return;
        }
        if (entry.type().equals("RecallStarted")) {
            underWay = entry.generation();
        } else if (entry.generation().equals(underWay) && entry.type().equals("ImageSealed")) {
            recalls.merge(underWay, 1, Integer::sum);
            underWay = "";
        }
    }

    /** Lives of the generation, that in which it was sent included. */
    int lives(String generation) {
        return 1 + recalls.getOrDefault(generation, 0);
    }
}
