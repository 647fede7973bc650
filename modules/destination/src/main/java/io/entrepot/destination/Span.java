package io.entrepot.destination;

import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Generation;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.ZeroRun;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of the image that is handled in one go: zeros, or runs that stand back to back here and in one carrier.
 *
 * @param carrier       null for zeros
 * @param carrierOffset where the range begins in the carrier's image
 * @param length        bytes, less than 1 MiB and one run more, unless they are zeros
 * @param pieces        the runs; none for zeros
 */
record Span(Generation carrier, long carrierOffset, long length, List<Piece> pieces) {

    /** Large enough that a read is worth its call, small enough that several can be verified at once. */
    private static final int BYTES_WANTED = 1 << 20;

    /**
     * One run of known blocks.
     *
     * @param at            where it begins in the span
     * @param length        its bytes
     * @param run           its blocks, at their place in the image
     * @param interimOffset where it can be fetched; -1 when nobody knows
     */
    record Piece(int at, int length, BlockRun run, long interimOffset) {
    }

    boolean isZeros() {
        return carrier == null;
    }

    /** The spans of a record that begins at {@code imageOffset} of its image, in order and back to back. */
    static List<Span> of(PlacedBlocks blocks, long imageOffset) {
        List<Generation> carriers = new ArrayList<>();
        for (Carrier carrier : blocks.getCarriers()) {
            carriers.add(new Generation(carrier.getImage(), carrier.getGeneration()));
        }
        List<Span> spans = new ArrayList<>();
        long at = imageOffset;
        Builder builder = null;
        for (Object extent : blocks.getExtents()) {
            if (extent instanceof ZeroRun zeros) {
                builder = end(builder, spans);
                spans.add(new Span(null, 0, zeros.getLength(), List.of()));
                at += zeros.getLength();
                continue;
            }
            PlacedRun run = (PlacedRun) extent;
            Generation carrier = carriers.get(run.getCarrier());
            if (builder != null && !builder.takes(carrier, run.getCarrierOffset())) {
                builder = end(builder, spans);
            }
            if (builder == null) {
                builder = new Builder(carrier, run.getCarrierOffset());
            }
            at += builder.add(run, at);
        }
        end(builder, spans);
        return spans;
    }

    private static Builder end(Builder builder, List<Span> spans) {
        if (builder != null) {
            spans.add(new Span(builder.carrier, builder.carrierOffset, builder.length, builder.pieces));
        }
        return null;
    }

    private static final class Builder {
        private final Generation carrier;
        private final long carrierOffset;
        private final List<Piece> pieces = new ArrayList<>();
        private int length;

        Builder(Generation carrier, long carrierOffset) {
            this.carrier = carrier;
            this.carrierOffset = carrierOffset;
        }

        boolean takes(Generation nextCarrier, long nextOffset) {
            return length < BYTES_WANTED && carrier.equals(nextCarrier) && carrierOffset + length == nextOffset;
        }

        int add(PlacedRun placed, long imageOffset) {
            BlockRun run = Verifier.run(imageOffset, placed.getLengths(), placed.getDigests());
            int bytes = 0;
            for (int blockBytes : run.lengths()) {
                bytes += blockBytes;
            }
            pieces.add(new Piece(length, bytes, run, placed.getInterimOffset()));
            length += bytes;
            return bytes;
        }
    }
}
