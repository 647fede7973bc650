package io.entrepot.destination;

import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Filled;
import io.entrepot.destination.core.Generation;
import io.entrepot.image.PartialFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Puts known blocks and zeros into a file. A span is shared with its carrier's file and then verified in our own, or read
 * from there, verified and written; what is not right there, or not there at all, is fetched. Spans are worked on in windows:
 * while one is written the next is read and verified on the pool, and what a window lacks is fetched together. For the
 * writing thread.
 */
final class Placer {

    /**
     * Two windows are held at most, and what is read ahead. Small enough that large records have several, so that one is read while
     * another is written.
     */
    private static final long WINDOW_BYTES = 4L << 20;

    private final Carriers carriers;
    private final Places places;
    private final Fetcher fetcher;
    private final Buffers buffers;
    private final ExecutorService pool;

    Placer(Carriers carriers, Fetcher fetcher, Buffers buffers, ExecutorService pool) {
        this.carriers = carriers;
        this.places = new Places(carriers);
        this.fetcher = fetcher;
        this.buffers = buffers;
        this.pool = pool;
    }

    /** What the record lacks of being placed, and what it is made of so far. */
    private static final class Placing {
        private final Generation image;
        private final int partition;
        private final PartialFile file;
        private final long interimOffset;
        private Figures figures = Figures.NONE;

        Placing(Generation image, int partition, PartialFile file, long interimOffset) {
            this.image = image;
            this.partition = partition;
            this.file = file;
            this.interimOffset = interimOffset;
        }

        void count(Figures more) {
            figures = figures.plus(more);
        }
    }

    /**
     * A record of which the first window is being read before its turn.
     *
     * @param closings of the carriers' files when it was begun
     */
    record Head(List<Span> spans, List<SpanWork> window, int closings) {

        long bytes() {
            return window.stream().filter(work -> !work.span().isZeros()).mapToLong(work -> work.span().length()).sum();
        }
    }

    /**
     * Begins to read what a later record of the image needs first, so that writing need not wait for it. Not done when that is still to
     * be written to the same file.
     *
     * @param imageOffset where the record begins
     * @return bytes that are being read ahead for it
     */
    long lookAhead(Cargo.Placed placed, Generation image, long imageOffset, PartialFile file) {
        if (placed.head() == null) {
            List<Span> spans = Span.of(placed.blocks(), imageOffset);
            placed.begun(new Head(spans, begin(spans, 0, imageOffset, new Target(image, file, true)), carriers.closings()));
        }
        return placed.head().bytes();
    }

    /** Lets go of what was read ahead for a record that is not placed. */
    void forget(Cargo.Placed placed) {
        if (placed.head() != null) {
            for (SpanWork work : placed.head().window()) {
                work.awaitWrong();
                if (work.bytes() != null) {
                    buffers.giveBack(work.bytes());
                }
            }
            placed.begun(null);
        }
    }

    /** Puts what the record says at the file's cursor. */
    Filled place(Cargo.Placed placed, Generation image, int partition, PartialFile file) throws IOException, ImageFailure {
        Placing placing = new Placing(image, partition, file, placed.interimOffset());
        if (placed.head() != null && placed.head().closings() != carriers.closings()) {
            forget(placed);
        }
        Head head = placed.head();
        placed.begun(null);
        List<Span> spans = head == null ? Span.of(placed.blocks(), file.cursor()) : head.spans();
        List<SpanWork> begun = head == null ? List.of() : head.window();
        int from = begun.size();
        long next = file.cursor() + length(begun);
        while (from < spans.size() || !begun.isEmpty()) {
            List<SpanWork> window = begin(spans, from, next, new Target(image, file, !begun.isEmpty()));
            next += length(window);
            from += window.size();
            finish(begun, placing);
            begun = window;
        }
        carriers.tidy();
        List<BlockRun> runs = new ArrayList<>();
        spans.forEach(span -> span.pieces().forEach(piece -> runs.add(piece.run())));
        return new Filled(runs, placing.figures);
    }

    private static long length(List<SpanWork> window) {
        return window.stream().mapToLong(work -> work.span().length()).sum();
    }

    /**
     * Where a window is to go.
     *
     * @param moreToCome whether something in front of it has still to be written: what refers to that is not begun yet
     */
    private record Target(Generation image, PartialFile file, boolean moreToCome) {

        boolean mustWait(Span span) {
            return moreToCome && image.equals(span.carrier()) && span.carrierOffset() + span.length() > file.cursor();
        }
    }

    /** The next window, none when it has to wait; what cannot be shared is being read on return. */
    private List<SpanWork> begin(List<Span> spans, int from, long imageOffset, Target target) {
        List<SpanWork> window = new ArrayList<>();
        long at = imageOffset;
        long held = 0;
        for (int i = from; i < spans.size() && held < WINDOW_BYTES && !target.mustWait(spans.get(i)); i++) {
            Span span = spans.get(i);
            SpanWork work = new SpanWork(span, at, span.isZeros() ? null : buffers.take((int) span.length()));
            if (!span.isZeros()) {
                held += span.length();
                work.mayLieAt(places.of(span, at, target.image(), target.file()));
                boolean shares = work.place().isPresent()
                        && target.file().mayShare(work.place().get().position(), at, span.length());
                work.isToShare(shares);
                if (!shares) {
                    read(work);
                }
            }
            window.add(work);
            at += span.length();
        }
        return window;
    }

    private void read(SpanWork work) {
        if (work.place().isPresent()) {
            Places.Place place = work.place().get();
            work.isReadBy(pool.submit(() -> work.read(place)));
        } else {
            work.readFromNowhere();
        }
    }

    /** Writes the window front to back. */
    private void finish(List<SpanWork> window, Placing placing) throws IOException, ImageFailure {
        fetch(window.stream().filter(work -> !work.isToShare()).toList(), placing);
        List<SpanWork> shared = new ArrayList<>();
        for (SpanWork work : window) {
            if (work.span().isZeros()) {
                placing.file.skipZeros(work.span().length());
                placing.count(Figures.zero(work.span().length()));
            } else if (!work.isToShare()) {
                write(work, placing);
            } else if (shares(work, placing)) {
                work.isReadBy(pool.submit(() -> work.readBack(placing.file.file())));
                shared.add(work);
            } else {
                read(work);
                fetch(List.of(work), placing);
                write(work, placing);
            }
        }
        fetch(shared, placing);
        for (SpanWork work : shared) {
            mend(work, placing);
        }
    }

    private static boolean shares(SpanWork work, Placing placing) throws IOException {
        Places.Place place = work.place().orElseThrow();
        return placing.file.share(place.file(), place.position(), work.span().length());
    }

    private void write(SpanWork work, Placing placing) throws IOException, ImageFailure {
        work.requireAll();
        placing.file.write(work.bytes(), 0, (int) work.span().length());
        long wrongBytes = work.bytesOf(work.awaitWrong());
        placing.count(Figures.copied(work.span().length() - wrongBytes));
        placing.count(Figures.fetched(wrongBytes, 0));
        buffers.giveBack(work.bytes());
    }

    /** Writes over what was shared and is not right. */
    private void mend(SpanWork work, Placing placing) throws IOException, ImageFailure {
        work.requireAll();
        long wrongBytes = work.bytesOf(work.awaitWrong());
        List<Integer> others = work.notFromFirstPlace();
        for (int number : others) {
            Span.Piece piece = work.span().pieces().get(number);
            placing.file.rewrite(piece.run().offset(), work.bytes(), piece.at(), piece.length());
        }
        long otherBytes = work.bytesOf(others);
        placing.count(Figures.shared(work.span().length() - otherBytes));
        placing.count(Figures.copied(otherBytes - wrongBytes));
        placing.count(Figures.fetched(wrongBytes, 0));
        placing.count(Figures.passes(others.size()));
        buffers.giveBack(work.bytes());
    }

    /** Waits for what is being read, and fetches what is not right. */
    private void fetch(List<SpanWork> window, Placing placing) {
        // What is not right where it was likeliest is looked for where else it may be; all of the window at once.
        for (SpanWork work : window) {
            if (!work.awaitWrong().isEmpty() && work.hasAnotherPlace()) {
                Places.Place place = work.nextPlace();
                work.isReadBy(pool.submit(() -> work.readWrong(place)));
            }
        }
        Map<Long, Consumer<Fetched>> uses = new HashMap<>();
        for (SpanWork work : window) {
            for (int number : work.awaitWrong()) {
                long interimOffset = work.span().pieces().get(number).interimOffset();
                if (interimOffset < 0) {
                    work.cannotFetch(number, placing.image, placing.interimOffset);
                } else {
                    uses.merge(interimOffset, fetched -> work.take(number, fetched, placing.image), Consumer::andThen);
                }
            }
        }
        if (!uses.isEmpty()) {
            placing.count(Figures.fetched(0, fetcher.fetch(placing.partition, uses)));
        }
    }
}
