package io.entrepot.destination;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Generation;
import io.entrepot.image.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * A span while its bytes are being gathered in an array: read from a file and held against their digests, and where they are
 * not right, fetched. Pieces are looked at by one thread at a time, and waited for in between.
 */
final class SpanWork {

    private final Span span;
    private final long imageOffset;
    private final byte[] bytes;
    private final boolean[] wrong;
    private final Failure[] failures;
    private final boolean[] elsewhere;
    private List<Places.Place> places = List.of();
    private Future<?> reading;
    private boolean toShare;

    SpanWork(Span span, long imageOffset, byte[] bytes) {
        this.span = span;
        this.imageOffset = imageOffset;
        this.bytes = bytes;
        this.wrong = new boolean[span.pieces().size()];
        this.elsewhere = new boolean[wrong.length];
        this.failures = new Failure[wrong.length];
    }

    Span span() {
        return span;
    }

    /** Where the span begins in the image that is written. */
    long imageOffset() {
        return imageOffset;
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@code future} is what runs {@link #read}. */
    void isReadBy(Future<?> future) {
        reading = future;
    }

    /** Where its bytes may be, the likeliest place first. */
    void mayLieAt(List<Places.Place> likely) {
        places = likely;
    }

    /** Where to look now; empty when there is nowhere. */
    Optional<Places.Place> place() {
        return places.stream().findFirst();
    }

    boolean hasAnotherPlace() {
        return places.size() > 1;
    }

    /** Gives up the place where it was looked for. */
    Places.Place nextPlace() {
        places = places.subList(1, places.size());
        return places.get(0);
    }

    void isToShare(boolean shares) {
        toShare = shares;
    }

    boolean isToShare() {
        return toShare;
    }

    /** There is no file to read from. */
    void readFromNowhere() {
        Arrays.fill(wrong, true);
    }

    /** Reads the span where it has been shared to. */
    void readBack(DiskFile file) {
        read(new Places.Place(file, imageOffset, true));
    }

    /** Reads the span there and notes which pieces are not what they should be. */
    void read(Places.Place place) {
        int read;
        try {
            read = place.file().read(place.position(), bytes, 0, (int) span.length());
        } catch (IOException unreadable) {
            read = 0;
        }
        if (place.isLast()) {
            forget(place);
        }
        for (int i = 0; i < wrong.length; i++) {
            Span.Piece piece = span.pieces().get(i);
            wrong[i] = piece.at() + piece.length() > read
                    || Verifier.firstWrong(piece.run(), bytes, piece.at()) >= 0;
        }
    }

    private void forget(Places.Place place) {
        try {
            place.file().forget(place.position(), span.length());
        } catch (IOException closed) {
            // Only a hint.
        }
    }

    /** Reads again, from another place, those pieces that were not what they should be. */
    void readWrong(Places.Place place) {
        for (int i = 0; i < wrong.length; i++) {
            Span.Piece piece = span.pieces().get(i);
            if (wrong[i] && isRead(place.file(), place.position() + piece.at(), piece)) {
                wrong[i] = Verifier.firstWrong(piece.run(), bytes, piece.at()) >= 0;
                elsewhere[i] = !wrong[i];
            }
        }
    }

    private boolean isRead(DiskFile file, long position, Span.Piece piece) {
        try {
            return file.read(position, bytes, piece.at(), piece.length()) == piece.length();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Pieces that are not what was found at the first place: they came from another one, or have to be fetched. */
    List<Integer> notFromFirstPlace() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < wrong.length; i++) {
            if (wrong[i] || elsewhere[i]) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** Waits for the reading and tells which pieces have to come from elsewhere. */
    List<Integer> awaitWrong() {
        if (reading != null) {
            Futures.await(reading);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < wrong.length; i++) {
            if (wrong[i]) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    long bytesOf(List<Integer> numbers) {
        return numbers.stream().mapToLong(number -> span.pieces().get(number).length()).sum();
    }

    /** Takes a piece out of a fetched record, or notes why that cannot be. */
    void take(int number, Fetched fetched, Generation image) {
        Span.Piece piece = span.pieces().get(number);
        if (fetched.fault() != null) {
            failures[number] = missing(piece, image, piece.interimOffset(), recordOf(piece) + " " + fetched.fault());
            return;
        }
        int at = fetched.locate(span.carrier(), span.carrierOffset() + piece.at(), piece.length());
        if (at < 0) {
            failures[number] = missing(piece, image, piece.interimOffset(), recordOf(piece) + " is not the one that carries it");
            return;
        }
        System.arraycopy(fetched.bytes(), at, bytes, piece.at(), piece.length());
        int block = Verifier.firstWrong(piece.run(), bytes, piece.at());
        if (block >= 0) {
            failures[number] = Verifier.wrongBlock(piece.run(), block, image, piece.interimOffset());
        }
    }

    /**
     * Nobody knows where the piece could be fetched.
     *
     * @param referredAt interim offset of the record that refers to it
     */
    void cannotFetch(int number, Generation image, long referredAt) {
        failures[number] = missing(span.pieces().get(number), image, referredAt, "no record is known that carries it");
    }

    void requireAll() throws ImageFailure {
        for (Failure failure : failures) {
            if (failure != null) {
                throw new ImageFailure(failure);
            }
        }
    }

    private static String recordOf(Span.Piece piece) {
        return "the record at interim offset " + piece.interimOffset();
    }

    private Failure missing(Span.Piece piece, Generation image, long interimOffset, String fault) {
        Digest digest = Digest.of(piece.run().digests(), 0);
        return Failure.of("Image " + image.image() + " cannot be had right: the block of digest " + digest + " at offset "
                + piece.run().offset() + " is not at the destination in " + span.carrier().image() + ", and " + fault + ".",
                digest, interimOffset);
    }
}
