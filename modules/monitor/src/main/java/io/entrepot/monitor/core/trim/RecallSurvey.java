package io.entrepot.monitor.core.trim;

import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.ReplayStarted;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one partition of a destination's recall topic gives a new life: what the destination said of an earlier life of such a generation
 * does not say that it has it. A recall that is under way counts; one that another has followed before its seal is void. Records are given
 * in order. For one thread.
 */
public final class RecallSurvey {

    private final Map<String, Recall> recalls = new HashMap<>();
    private String underWay;
    private OptionalLong passOnFrom = OptionalLong.empty();

    private record Recall(long offset, int afterTurn) {
    }

    /** @param value null for what may stand between a recall's start and its end */
    public void record(long offset, RecordKey key, SpecificRecord value) {
        if (value instanceof RecallStarted started) {
            recalls.remove(underWay);
            underWay = key.getGeneration();
            recalls.put(underWay, new Recall(offset, started.getAfterTurn()));
        } else if (value instanceof ImageSealed && key.getGeneration().equals(underWay)) {
            underWay = null;
        } else if (value instanceof ImageAborted && key.getGeneration().equals(underWay)) {
            recalls.remove(underWay);
            underWay = null;
        } else if (value instanceof ReplayStarted started) {
            passOnFrom = OptionalLong.of(started.getPassOnFrom());
        }
    }

    /** Whether what was said of that turn of the generation was said before it was recalled. */
    boolean outlives(String generation, int turn) {
        Recall recall = recalls.get(generation);
        return recall != null && turn <= recall.afterTurn;
    }

    /** Whether a replay that made the destination left this generation out: it is only learned there, unless it is recalled. */
    boolean leavesOut(String generation, long ordinal) {
        return passOnFrom.isPresent() && ordinal < passOnFrom.getAsLong() && !recalls.containsKey(generation);
    }

    /**
     * Where the recall partition may begin: what the resequencer has read of it is in its state. What says from where on a destination
     * that a replay has made passes things on stays until all before that has been read, and is gone: nothing else says what it was not given.
     *
     * @param start         where it begins
     * @param read          how far the resequencer has read it
     * @param interimRead   how far it has read the interim partition
     * @param interimStart  where the interim partition begins
     */
    public long before(long start, long read, long interimRead, long interimStart) {
        if (passOnFrom.isPresent() && Math.min(interimRead, interimStart) < passOnFrom.getAsLong()) {
            return start;
        }
        // A recall of which something is still said here is told from here by the next trim.
        return Math.max(start, recalls.values().stream().mapToLong(Recall::offset).filter(offset -> offset < read).min().orElse(read));
    }

    /** The generation's recall has been answered: nothing more has to be known of it. */
    void answered(String generation, int turn) {
        Recall recall = recalls.get(generation);
        if (recall != null && turn > recall.afterTurn) {
            recalls.remove(generation);
        }
    }
}
