package io.entrepot.destination;

import io.entrepot.destination.core.BlockRun;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Filled;
import io.entrepot.destination.core.Generation;
import io.entrepot.image.DiskFile;
import io.entrepot.image.PartialFile;
import io.entrepot.wire.PlacedBlocks;
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

    /** Two windows are held at most. Small enough that most records have several, so that one is read while another is written. */
    private static final long WINDOW_BYTES = 4L << 20;

    private final Carriers carriers;
    private final Fetcher fetcher;
    private final Buffers buffers;
    private final ExecutorService pool;

    Placer(Carriers carriers, Fetcher fetcher, Buffers buffers, ExecutorService pool) {
        this.carriers = carriers;
        this.fetcher = fetcher;
        this.buffers = buffers;
        this.pool = pool;
    }

    /** What the record lacks of being placed, and what it is made of so far. */
    private static final class Placing {
        private final Generation image;
        private final int partition;
        private final PartialFile file;
        private Figures figures = Figures.NONE;

        Placing(Generation image, int partition, PartialFile file) {
            this.image = image;
            this.partition = partition;
            this.file = file;
        }

        void count(Figures more) {
            figures = figures.plus(more);
        }
    }

    /** Puts what the record says at the file's cursor. */
    Filled place(PlacedBlocks blocks, Generation image, int partition, PartialFile file)
            throws IOException, ImageFailure {
        Placing placing = new Placing(image, partition, file);
        List<Span> spans = Span.of(blocks, file.cursor());
        long next = file.cursor();
        List<SpanWork> begun = List.of();
        for (int from = 0; from < spans.size() || !begun.isEmpty();) {
            List<SpanWork> window = begin(spans, from, next, placing);
            for (SpanWork work : window) {
                next += work.span().length();
            }
            from += window.size();
            finish(begun, placing);
            begun = window;
        }
        carriers.tidy();
        List<BlockRun> runs = new ArrayList<>();
        spans.forEach(span -> span.pieces().forEach(piece -> runs.add(piece.run())));
        return new Filled(runs, placing.figures);
    }

    /** The next window; what cannot be shared is being read on return. */
    private List<SpanWork> begin(List<Span> spans, int from, long imageOffset, Placing placing) {
        List<SpanWork> window = new ArrayList<>();
        long at = imageOffset;
        long held = 0;
        for (int i = from; i < spans.size() && held < WINDOW_BYTES; i++) {
            Span span = spans.get(i);
            SpanWork work = new SpanWork(span, at, span.isZeros() ? null : buffers.take((int) span.length()));
            if (!span.isZeros()) {
                held += span.length();
                Optional<DiskFile> carrier = carriers.find(span.carrier(), placing.image, placing.file);
                boolean shares = carrier.isPresent()
                        && placing.file.mayShare(span.carrierOffset(), at, span.length());
                if (!shares) {
                    read(work, carrier);
                }
                work.isToShareWith(shares ? carrier.get() : null);
            }
            window.add(work);
            at += span.length();
        }
        return window;
    }

    private void read(SpanWork work, Optional<DiskFile> carrier) {
        if (carrier.isPresent()) {
            work.isReadBy(pool.submit(() -> work.read(carrier.get(), work.span().carrierOffset())));
        } else {
            work.readFromNowhere();
        }
    }

    /** Writes the window front to back. */
    private void finish(List<SpanWork> window, Placing placing) throws IOException, ImageFailure {
        fetch(window.stream().filter(work -> work.carrierToShare() == null).toList(), placing);
        List<SpanWork> shared = new ArrayList<>();
        for (SpanWork work : window) {
            if (work.span().isZeros()) {
                placing.file.skipZeros(work.span().length());
                placing.count(Figures.zero(work.span().length()));
            } else if (work.carrierToShare() == null) {
                write(work, placing);
            } else if (placing.file.share(work.carrierToShare(), work.span().carrierOffset(), work.span().length())) {
                work.isReadBy(pool.submit(() -> work.read(placing.file.file(), work.imageOffset())));
                shared.add(work);
            } else {
                read(work, Optional.of(work.carrierToShare()));
                fetch(List.of(work), placing);
                write(work, placing);
            }
        }
        fetch(shared, placing);
        for (SpanWork work : shared) {
            mend(work, placing);
        }
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
        List<Integer> wrong = work.awaitWrong();
        for (int number : wrong) {
            Span.Piece piece = work.span().pieces().get(number);
            placing.file.rewrite(piece.run().offset(), work.bytes(), piece.at(), piece.length());
        }
        long wrongBytes = work.bytesOf(wrong);
        placing.count(Figures.shared(work.span().length() - wrongBytes));
        placing.count(Figures.fetched(wrongBytes, 0));
        placing.count(Figures.passes(wrong.size()));
        buffers.giveBack(work.bytes());
    }

    /** Waits for what is being read, and fetches what is not right. */
    private void fetch(List<SpanWork> window, Placing placing) {
        Map<Long, Consumer<Fetched>> uses = new HashMap<>();
        for (SpanWork work : window) {
            for (int number : work.awaitWrong()) {
                long interimOffset = work.span().pieces().get(number).interimOffset();
                if (interimOffset < 0) {
                    work.cannotFetch(number, placing.image);
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
