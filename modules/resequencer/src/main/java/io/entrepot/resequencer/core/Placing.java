package io.entrepot.resequencer.core;

import io.entrepot.resequencer.core.Carriers.Carried;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.Limits;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.WireException;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Gives each run of a KnownBlocks the interim offset at which it can be fetched, and splits it where it goes over from
 * one NewBlocks record of its carrier to the next. Blocks that no record is known for get {@link #UNKNOWN}: the writer
 * may still have the carrier's image.
 */
final class Placing {

    /** Interim offset of what cannot be fetched. */
    static final long UNKNOWN = -1;

    private final Images images;
    private final Carriers carriers;

    Placing(Images images, Carriers carriers) {
        this.images = images;
        this.carriers = carriers;
    }

    PlacedBlocks place(KnownBlocks known) throws WireException {
        OptionalLong[] ordinals = known.getCarriers().stream().map(Carrier::getGeneration).map(images::ordinalOf)
                .toArray(OptionalLong[]::new);
        List<Object> extents = new ArrayList<>(known.getExtents().size());
        for (Object extent : known.getExtents()) {
            if (extent instanceof KnownRun run) {
                place(run, ordinals, extents);
            } else if (extent instanceof ZeroRun) {
                extents.add(extent);
            } else {
                throw new WireException("It has an extent that is neither a run nor zeros.");
            }
        }
        return new PlacedBlocks(known.getLength(), known.getCarriers(), extents);
    }

    private void place(KnownRun run, OptionalLong[] ordinals, List<Object> extents) throws WireException {
        if (run.getCarrier() < 0 || run.getCarrier() >= ordinals.length) {
            throw new WireException("It refers to a carrier it does not name.");
        }
        OptionalLong ordinal = ordinals[run.getCarrier()];
        List<Integer> lengths = run.getLengths();
        int from = 0;
        long fromOffset = run.getCarrierOffset();
        long offset = fromOffset;
        Carried carried = null;
        for (int i = 0; i < lengths.size(); i++) {
            int length = lengths.get(i);
            Carried next = carried != null && carried.covers(offset, length) ? carried : find(ordinal, offset, length);
            boolean tooLong = offset + length - fromOffset > Limits.RUN_BYTES_MAX;
            if (i > 0 && (next != carried || tooLong)) {
                extents.add(piece(run, from, i, fromOffset, carried));
                from = i;
                fromOffset = offset;
            }
            carried = next;
            offset += length;
        }
        extents.add(piece(run, from, lengths.size(), fromOffset, carried));
    }

    /** The record that carries this block whole; null when none is known. */
    private Carried find(OptionalLong ordinal, long offset, long length) {
        if (ordinal.isEmpty()) {
            return null;
        }
        return carriers.floor(ordinal.getAsLong(), offset)
                .filter(carried -> carried.covers(offset, length)).orElse(null);
    }

    private static PlacedRun piece(KnownRun run, int from, int to, long offset, Carried carried) {
        long interimOffset = carried == null ? UNKNOWN : carried.interimOffset();
        if (from == 0 && to == run.getLengths().size()) {
            return new PlacedRun(run.getCarrier(), offset, interimOffset, run.getLengths(), run.getDigests());
        }
        ByteBuffer digests = run.getDigests().duplicate();
        int start = digests.position() + from * Limits.DIGEST_BYTES;
        digests.limit(start + (to - from) * Limits.DIGEST_BYTES).position(start);
        return new PlacedRun(run.getCarrier(), offset, interimOffset,
                new ArrayList<>(run.getLengths().subList(from, to)), digests.slice());
    }
}
