package io.entrepot.destination;

import io.entrepot.destination.core.Arrival;
import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Filled;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.Header;
import io.entrepot.image.PartialFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts what a record brings into the file, every byte of it verified. For the writing thread. */
final class Filler {

    /** Deferred payloads that are fetched together. */
    private static final long DEFERRED_BYTES_MAX = 16L << 20;

    /** Known bytes that are read before the records in front of them are written: enough to keep the pool busy meanwhile. */
    private static final long AHEAD_BYTES = 4L << 20;
    /** Records that are looked at for that. */
    private static final int AHEAD_RECORDS_MAX = 16;

    private final Placer placer;
    private final Fetcher fetcher;
    private final Buffers buffers;

    Filler(Placer placer, Fetcher fetcher, Buffers buffers) {
        this.placer = placer;
        this.fetcher = fetcher;
        this.buffers = buffers;
    }

    /**
     * @param upcoming what will be handled after this, as far as it is here
     * @throws ImageFailure when a block cannot be had right; the file may then have got some of what was before it
     */
    Filled fill(Parcel parcel, Iterable<Parcel> upcoming, PartialFile file) throws IOException, ImageFailure {
        Header header = parcel.arrival().header();
        lookAhead(parcel, upcoming, file);
        if (parcel.cargo() instanceof Cargo.Payload payload) {
            Unpacked unpacked = Futures.await(payload.unpacked());
            return write(unpacked, file, Figures.fresh(unpacked.length()));
        } else if (parcel.cargo() instanceof Cargo.Deferred deferred) {
            int fetched = deferred.unpacked() == null ? fetch(parcel, upcoming) : 0;
            Unpacked unpacked = deferred.unpacked();
            return write(unpacked, file, Figures.fetched(unpacked.length(), fetched));
        } else if (parcel.cargo() instanceof Cargo.Placed placed) {
            return placer.place(placed, header.generation(), parcel.partition(), file);
        }
        throw new IllegalStateException("nothing to fill with at " + header.position());
    }

    /** Gives back what the parcel holds, used or not. */
    void release(Parcel parcel) {
        if (parcel.cargo() instanceof Cargo.Payload payload) {
            Futures.await(payload.unpacked()).giveBackTo(buffers);
        } else if (parcel.cargo() instanceof Cargo.Placed placed) {
            placer.forget(placed);
        }
    }

    private void lookAhead(Parcel first, Iterable<Parcel> upcoming, PartialFile file) {
        Generation image = first.arrival().header().generation();
        long bytes = 0;
        int records = 0;
        for (Parcel parcel : upcoming) {
            if (bytes >= AHEAD_BYTES || records++ == AHEAD_RECORDS_MAX) {
                return;
            }
            if (parcel.cargo() instanceof Cargo.Placed placed && parcel.partition() == first.partition()
                    && parcel.arrival().header().generation().equals(image)) {
                bytes += placer.lookAhead(placed, image, parcel.arrival().header().imageOffset(), file);
            }
        }
    }

    private static Filled write(Unpacked unpacked, PartialFile file, Figures counted) throws IOException, ImageFailure {
        if (unpacked.failure() != null) {
            throw new ImageFailure(unpacked.failure());
        }
        file.write(unpacked.bytes(), unpacked.offset(), unpacked.length());
        return new Filled(List.of(unpacked.run()), counted);
    }

    /** Fetches this one, and with it those of the same image that will be wanted next. */
    private int fetch(Parcel first, Iterable<Parcel> upcoming) {
        Map<Long, Consumer<Fetched>> uses = new HashMap<>();
        long bytes = add(first, uses);
        for (Parcel parcel : upcoming) {
            if (bytes >= DEFERRED_BYTES_MAX) {
                break;
            }
            if (parcel.arrival() != null && parcel.partition() == first.partition()
                    && parcel.arrival().header().generation().equals(first.arrival().header().generation())) {
                bytes += add(parcel, uses);
            }
        }
        return fetcher.fetch(first.partition(), uses);
    }

    private static long add(Parcel parcel, Map<Long, Consumer<Fetched>> uses) {
        if (!(parcel.cargo() instanceof Cargo.Deferred deferred) || deferred.unpacked() != null) {
            return 0;
        }
        Header header = parcel.arrival().header();
        long length = ((Arrival.Brings) parcel.arrival()).length();
        uses.merge(deferred.interimOffset(),
                fetched -> deferred.fetched(check(fetched, header, length, deferred.interimOffset())), Consumer::andThen);
        return length;
    }

    private static Unpacked check(Fetched fetched, Header header, long length, long interimOffset) {
        Generation generation = header.generation();
        String fault = fetched.fault();
        if (fault == null && (fetched.locate(generation, header.imageOffset(), length) != 0
                || fetched.bytes().length != length)) {
            fault = "is not the one that carries it";
        }
        if (fault != null) {
            return Unpacked.failed(Failure.of("Image " + generation.image() + " cannot be had right: the record at interim"
                    + " offset " + interimOffset + ", to be fetched for offset " + header.imageOffset() + ", " + fault
                    + ".", null, interimOffset));
        }
        BlockRun run = fetched.run();
        int wrong = Verifier.firstWrong(run, fetched.bytes(), 0);
        return wrong >= 0 ? Unpacked.failed(Verifier.wrongBlock(run, wrong, generation, interimOffset))
                : new Unpacked(fetched.bytes(), 0, fetched.bytes().length, false, run, null);
    }
}
