package io.entrepot.wire;

import java.nio.ByteBuffer;
import java.util.List;

/** What must hold of records that name blocks. */
final class BlockRules {

    private BlockRules() {
    }

    static void check(NewBlocks blocks) throws WireException {
        String what = "NewBlocks";
        Rules.checkLength(RecordType.NEW_BLOCKS, blocks.getLength());
        if (blocks.getKeyId() != null) {
            throw new WireException("A NewBlocks is encrypted under " + Shown.quoted(blocks.getKeyId())
                    + ", a key that this version does not know.");
        }
        Rules.range(what, "codec", blocks.getCodec(), 0, Integer.MAX_VALUE);
        long sum = blocks(what, blocks.getLengths(), blocks.getDigests(), Limits.RUN_BLOCKS_MAX);
        sum(what, blocks.getLength(), sum);
        Rules.range(what, "payload's size", blocks.getPayload().remaining(), 1, Limits.RUN_BYTES_MAX);
        if (blocks.getCodec() == Limits.CODEC_STORED && blocks.getPayload().remaining() != sum) {
            throw new WireException("A NewBlocks of " + sum + " bytes, stored as they are, has a payload of "
                    + blocks.getPayload().remaining() + ".");
        }
    }

    static void check(KnownBlocks known) throws WireException {
        String what = "KnownBlocks";
        Rules.checkLength(RecordType.KNOWN_BLOCKS, known.getLength());
        carriers(what, known.getCarriers());
        Rules.range(what, "number of extents", known.getExtents().size(), 1, Limits.EXTENTS_MAX);
        Extents extents = new Extents(what, known.getCarriers().size());
        for (Object extent : known.getExtents()) {
            if (extent instanceof KnownRun run) {
                extents.run(run.getCarrier(), run.getCarrierOffset(), run.getLengths(), run.getDigests());
            } else {
                extents.zeros((ZeroRun) extent);
            }
        }
        sum(what, known.getLength(), extents.length);
    }

    static void check(PlacedBlocks placed) throws WireException {
        String what = "PlacedBlocks";
        Rules.checkLength(RecordType.PLACED_BLOCKS, placed.getLength());
        carriers(what, placed.getCarriers());
        Rules.range(what, "number of extents", placed.getExtents().size(), 1, Limits.PLACED_EXTENTS_MAX);
        Extents extents = new Extents(what, placed.getCarriers().size());
        for (Object extent : placed.getExtents()) {
            if (extent instanceof PlacedRun run) {
                Rules.range(what, "interimOffset", run.getInterimOffset(), -1, Long.MAX_VALUE);
                long bytes = extents.run(run.getCarrier(), run.getCarrierOffset(), run.getLengths(), run.getDigests());
                // It lies inside one NewBlocks, and is fetched as one.
                Rules.range(what, "run's size", bytes, 1, Limits.RUN_BYTES_MAX);
            } else {
                extents.zeros((ZeroRun) extent);
            }
        }
        sum(what, placed.getLength(), extents.length);
    }

    /** Lengths and digests that belong together; the sum of the lengths, at most a block's times the number. */
    static long blocks(String what, List<Integer> lengths, ByteBuffer digests, int blocksMax) throws WireException {
        Rules.range(what, "number of blocks", lengths.size(), 1, blocksMax);
        if (digests.remaining() != lengths.size() * Limits.DIGEST_BYTES) {
            throw new WireException(Rules.subject(what) + " has " + lengths.size() + " blocks and "
                    + digests.remaining() + " bytes of digests.");
        }
        long sum = 0;
        for (int length : lengths) {
            Rules.range(what, "block's length", length, 1, Limits.BLOCK_BYTES_MAX);
            sum += length;
        }
        return sum;
    }

    private static void carriers(String what, List<Carrier> carriers) throws WireException {
        Rules.range(what, "number of carriers", carriers.size(), 0, Limits.CARRIERS_MAX);
        for (Carrier carrier : carriers) {
            Rules.generation(what, carrier.getImage(), carrier.getGeneration());
        }
    }

    private static void sum(String what, long length, long sum) throws WireException {
        if (length != sum) {
            throw new WireException(Rules.subject(what) + " has a length of " + length + ", and its parts sum up to "
                    + sum + ".");
        }
    }

    /** Extents so far. */
    private static final class Extents {

        private final String what;
        private final int carriers;
        private long length;
        private int blocks;

        Extents(String what, int carriers) {
            this.what = what;
            this.carriers = carriers;
        }

        long run(int carrier, long offset, List<Integer> lengths, ByteBuffer digests) throws WireException {
            Rules.range(what, "carrier's index", carrier, 0, carriers - 1L);
            long bytes = blocks(what, lengths, digests, Limits.KNOWN_BLOCKS_MAX - blocks);
            blocks += lengths.size();
            Rules.range(what, "carrierOffset", offset, 0, Limits.IMAGE_BYTES_MAX - bytes);
            add(bytes);
            return bytes;
        }

        void zeros(ZeroRun zeros) throws WireException {
            Rules.range(what, "zero run's length", zeros.getLength(), 1, Limits.IMAGE_BYTES_MAX);
            add(zeros.getLength());
        }

        private void add(long bytes) throws WireException {
            length += bytes;
            Rules.range(what, "length so far", length, 1, Limits.IMAGE_BYTES_MAX);
        }
    }
}
