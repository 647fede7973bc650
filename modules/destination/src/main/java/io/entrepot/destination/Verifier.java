package io.entrepot.destination;

import io.entrepot.block.Codec;
import io.entrepot.block.CodecException;
import io.entrepot.block.Codecs;
import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Generation;
import io.entrepot.wire.NewBlocks;
import java.nio.ByteBuffer;
import java.util.List;

/** Unpacks payloads and holds blocks against their digests. Thread-safe; lengths have been checked when records were read. */
final class Verifier {

    private static final ThreadLocal<Digester> DIGESTERS = ThreadLocal.withInitial(Digester::new);

    private final Buffers buffers;

    Verifier(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Unpacks into a pooled array, or leaves a payload that is stored as it is where it lies. */
    Unpacked unpack(NewBlocks blocks, Generation generation, long imageOffset, long interimOffset) {
        BlockRun run = run(imageOffset, blocks.getLengths(), blocks.getDigests());
        ByteBuffer payload = blocks.getPayload();
        int length = (int) blocks.getLength();
        if (blocks.getCodec() == Codecs.STORED && payload.hasArray()) {
            return verified(new Unpacked(payload.array(), payload.arrayOffset() + payload.position(), length, false, run,
                    null), generation, interimOffset);
        }
        byte[] buffer = buffers.take(length);
        try {
            decompress(blocks, buffer);
        } catch (CodecException e) {
            buffers.giveBack(buffer);
            return Unpacked.failed(Failure.of("Image " + generation.image() + " cannot be had right: the payload for offset "
                    + imageOffset + from(interimOffset) + " does not unpack (" + e.getMessage() + ").",
                    Digest.of(run.digests(), 0), interimOffset));
        }
        return verified(new Unpacked(buffer, 0, length, true, run, null), generation, interimOffset);
    }

    /** Unpacks exactly the declared length to the start of {@code dst}, without looking at digests. */
    static void decompress(NewBlocks blocks, byte[] dst) throws CodecException {
        ByteBuffer payload = blocks.getPayload();
        byte[] src = payload.array();
        int offset = payload.arrayOffset() + payload.position();
        Codec codec = Codecs.byId(blocks.getCodec());
        codec.decompress(src, offset, payload.remaining(), dst, 0, (int) blocks.getLength());
    }

    /** The number of the first block of {@code run} that is not what it should be in {@code bytes}, or -1. */
    static int firstWrong(BlockRun run, byte[] bytes, int offset) {
        Digester digester = DIGESTERS.get();
        int at = offset;
        for (int i = 0; i < run.lengths().length; i++) {
            int length = run.lengths()[i];
            if (!digester.digest(bytes, at, length).equals(Digest.of(run.digests(), i * Digest.BYTES))) {
                return i;
            }
            at += length;
        }
        return -1;
    }

    static BlockRun run(long imageOffset, List<Integer> lengths, ByteBuffer digests) {
        byte[] copy = new byte[digests.remaining()];
        digests.duplicate().get(copy);
        return new BlockRun(imageOffset, lengths.stream().mapToInt(Integer::intValue).toArray(), copy);
    }

    /** What names the record in a sentence. */
    static String from(long interimOffset) {
        return interimOffset < 0 ? "" : " in the record at interim offset " + interimOffset;
    }

    private Unpacked verified(Unpacked unpacked, Generation generation, long interimOffset) {
        int wrong = firstWrong(unpacked.run(), unpacked.bytes(), unpacked.offset());
        if (wrong < 0) {
            return unpacked;
        }
        unpacked.giveBackTo(buffers);
        return Unpacked.failed(wrongBlock(unpacked.run(), wrong, generation, interimOffset));
    }

    static Failure wrongBlock(BlockRun run, int wrong, Generation generation, long interimOffset) {
        Digest digest = Digest.of(run.digests(), wrong * Digest.BYTES);
        long offset = run.offset();
        for (int i = 0; i < wrong; i++) {
            offset += run.lengths()[i];
        }
        return Failure.of("Image " + generation.image() + " cannot be had right: the block at offset " + offset
                + from(interimOffset) + " is not the one of digest " + digest + ".", digest, interimOffset);
    }
}
