package io.entrepot.destination.verify.core;

import io.entrepot.block.Chain;
import io.entrepot.block.Digest;
import io.entrepot.destination.core.Generation;
import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The records of one sending, folded from its opening to its seal: they give the portions to compare, and are themselves held against
 * the seal and what the destination remembers of it. For one thread.
 */
public final class ImageFold {

    private final Wanted wanted;
    private final Sample sample;
    private final Chain chain = Chain.start();
    private long cursor;
    private boolean ended;
    private String fault;

    public ImageFold(Wanted wanted, Sample sample) {
        this.wanted = wanted;
        this.sample = sample;
    }

    public Wanted wanted() {
        return wanted;
    }

    /** Whether no more of its records need be read. */
    public boolean isEnded() {
        return ended;
    }

    /** Why the records do not tell what the image must be, as the end of a sentence; empty as long as they do. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * Takes the next record of the generation.
     *
     * @param interimOffset where it stands
     * @param offset        its place in the image, as its key has it
     * @return what is to be compared, in the order of the image
     */
    public List<Portion> take(long interimOffset, long offset, SpecificRecord record) {
        if (ended) {
            return List.of();
        } else if (record instanceof NewBlocks blocks && isNext(offset, blocks.getLength())) {
            return newBlocks(interimOffset, blocks);
        } else if (record instanceof KnownBlocks blocks && isNext(offset, blocks.getLength())) {
            return knownBlocks(interimOffset, blocks);
        } else if (record instanceof ImageSealed sealed) {
            seal(sealed);
        }
        return List.of();
    }

    /** There is no more, or what there is cannot be read. */
    public void fail(String why) {
        fault = why;
        ended = true;
    }

    private boolean isNext(long offset, long length) {
        if (offset == cursor && length <= wanted.sizeBytes() - cursor) {
            return true;
        }
        // As in the resequencer and in a replay: what lies in what has come already came a second time, and what came first was passed on.
        boolean again = length > 0 && length <= cursor && offset <= cursor - length;
        if (!again) {
            fail("its records on the interim topic do not follow one another at offset " + cursor);
        }
        return false;
    }

    private List<Portion> newBlocks(long interimOffset, NewBlocks record) {
        Portions portions = new Portions(sample, wanted.ordinal());
        run(portions, record.getLengths(), record.getDigests(), wanted.generation(), cursor, interimOffset);
        return portions.finish();
    }

    private List<Portion> knownBlocks(long interimOffset, KnownBlocks record) {
        Portions portions = new Portions(sample, wanted.ordinal());
        List<Generation> carriers = record.getCarriers().stream().map(ImageFold::generation).toList();
        for (Object extent : record.getExtents()) {
            if (extent instanceof ZeroRun zeros) {
                portions.zeros(cursor, zeros.getLength());
                cursor += zeros.getLength();
            } else if (extent instanceof KnownRun run) {
                run(portions, run.getLengths(), run.getDigests(), carriers.get(run.getCarrier()), run.getCarrierOffset(), interimOffset);
            }
        }
        return portions.finish();
    }

    private static Generation generation(Carrier carrier) {
        return new Generation(carrier.getImage(), carrier.getGeneration());
    }

    private void run(Portions portions, List<Integer> lengths, ByteBuffer packed, Generation carrier, long carrierOffset,
            long interimOffset) {
        byte[] digests = new byte[packed.remaining()];
        packed.duplicate().get(digests);
        long from = carrierOffset;
        for (int i = 0; i < lengths.size(); i++) {
            int length = lengths.get(i);
            Digest digest = Digest.of(digests, i * Digest.BYTES);
            chain.add(cursor, length, digest);
            portions.block(cursor, length, digest, carrier, from, interimOffset);
            cursor += length;
            from += length;
        }
    }

    private void seal(ImageSealed sealed) {
        byte[] said = new byte[Digest.BYTES];
        sealed.getChain().duplicate().get(said);
        Digest seal = Digest.of(chain.seal(cursor), 0);
        ended = true;
        if (cursor != wanted.sizeBytes() || sealed.getSize() != wanted.sizeBytes()) {
            fail("the destination has it with " + wanted.sizeBytes() + " bytes, and the interim topic with " + sealed.getSize());
        } else if (!seal.equals(Digest.of(said, 0))) {
            fail("the digests on the interim topic do not add up to the chain that its sender sealed it with");
        } else if (!seal.equals(wanted.chain())) {
            fail("the chain in its destination record is not the one that its sender sealed it with");
        }
    }
}
