package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.ZeroRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A KnownBlocks record that is being put together. Blocks that follow one another here and in their carrier become one
 * run; zeros that follow one another become one range.
 */
final class KnownDraft {

    private final long offset;
    private final Map<Generation, Integer> carriers = new LinkedHashMap<>();
    private final List<Object> extents = new ArrayList<>();
    private final Set<NewRun> unsentCarriers = new LinkedHashSet<>();
    private long bytes;
    private int blocks;
    private long zeroBytes;
    private Run run;

    private static final class Run {
        private final Place start;
        private final int carrier;
        private long end;
        private final Ints lengths = new Ints();
        private final Digests digests = new Digests();

        private Run(Place start, int carrier) {
            this.start = start;
            this.carrier = carrier;
            end = start.offset();
        }
    }

    KnownDraft(long offset) {
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    /** Runs referred to that had not been sent when they were: they have to go out before this. */
    Set<NewRun> unsentCarriers() {
        return unsentCarriers;
    }

    boolean takesBlock(Place place, DeciderLimits limits) {
        return blocks < limits.knownBlocksMax() && extents.size() + 2 <= limits.extentsMax()
                && (carriers.size() < limits.carriersMax() || carriers.containsKey(place.carrier()));
    }

    boolean takesZeros(DeciderLimits limits) {
        return zeroBytes > 0 || extents.size() + 2 <= limits.extentsMax();
    }

    void block(Place place, int length, Digest digest) {
        if (run == null || run.end != place.offset() || !run.start.carrier().equals(place.carrier())) {
            closeExtent();
            run = new Run(place, carriers.computeIfAbsent(place.carrier(), none -> carriers.size()));
        }
        run.lengths.append(length);
        run.digests.append(digest);
        run.end += length;
        bytes += length;
        blocks++;
    }

    void carriedBy(NewRun unsent) {
        unsentCarriers.add(unsent);
    }

    void zeros(long length) {
        if (run != null) {
            closeExtent();
        }
        zeroBytes += length;
        bytes += length;
    }

    /** The record. */
    KnownBlocks finish() {
        closeExtent();
        List<Carrier> named = carriers.keySet().stream()
                .map(carrier -> new Carrier(carrier.image(), carrier.id())).toList();
        return new KnownBlocks(bytes, named, extents);
    }

    private void closeExtent() {
        if (run != null) {
            extents.add(new KnownRun(run.carrier, run.start.offset(), run.lengths, run.digests.view()));
            run = null;
        } else if (zeroBytes > 0) {
            extents.add(new ZeroRun(zeroBytes));
            zeroBytes = 0;
        }
    }
}
