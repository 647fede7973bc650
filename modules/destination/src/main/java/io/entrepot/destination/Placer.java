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

    /** Two windows are held at most. */
    private static final long WINDOW_BYTES = 16L << 20;
    /** After so many refusals and no success sharing is no longer tried. */
    private static final int REFUSALS_MAX = 3;

    private final Carriers carriers;
    private final Fetcher fetcher;
    private final Buffers buffers;
    private final ExecutorService pool;
    private boolean shares = true;
    private boolean hasShared;
    private int refusals;

    Placer(Carriers carriers, Fetcher fetcher, Buffers buffers, ExecutorService pool) {
        this.carriers = carriers;
        this.fetcher = fetcher;
        this.buffers = buffers;
        this.pool = pool;
    }

    /** Puts what the record says at the file's cursor. */
    Filled place(PlacedBlocks blocks, Generation image, int partition, PartialFile file)
            throws IOException, ImageFailure {
        List<Span> spans = Span.of(blocks, file.cursor());
        List<BlockRun> runs = new ArrayList<>();
        spans.forEach(span -> span.pieces().forEach(piece -> runs.add(piece.run())));
        Figures figures = Figures.NONE;
        long next = file.cursor();
        List<SpanWork> reading = null;
        for (int from = 0; from < spans.size() || reading != null;) {
            List<SpanWork> window = null;
            if (from < spans.size()) {
                window = window(spans, from, next);
                SpanWork last = window.get(window.size() - 1);
                next = last.imageOffset() + last.span().length();
                from += window.size();
            }
            if (shares && window != null) {
                figures = figures.plus(share(window, image, partition, file));
                continue;
            }
            if (window != null) {
                window.forEach(work -> read(work, image, file));
            }
            if (reading != null) {
                figures = figures.plus(write(reading, image, partition, file));
            }
            reading = window;
        }
        carriers.tidy();
        return new Filled(runs, figures);
    }

    private List<SpanWork> window(List<Span> spans, int from, long imageOffset) {
        List<SpanWork> window = new ArrayList<>();
        long at = imageOffset;
        long held = 0;
        for (int i = from; i < spans.size() && held < WINDOW_BYTES; i++) {
            Span span = spans.get(i);
            window.add(new SpanWork(span, at, span.isZeros() ? null : buffers.take((int) span.length())));
            at += span.length();
            held += span.isZeros() ? 0 : span.length();
        }
        return window;
    }

    /** Shares what can be shared, and verifies it in the file; the rest is read and written where its turn comes. */
    private Figures share(List<SpanWork> window, Generation image, int partition, PartialFile file)
            throws IOException, ImageFailure {
        Figures figures = Figures.NONE;
        List<SpanWork> shared = new ArrayList<>();
        for (SpanWork work : window) {
            if (shareOne(work, image, file)) {
                work.isReadBy(pool.submit(() -> work.read(file.file(), work.imageOffset())));
                shared.add(work);
            } else {
                read(work, image, file);
                figures = figures.plus(write(List.of(work), image, partition, file));
            }
        }
        int fetched = fetch(shared, image, partition);
        figures = figures.plus(Figures.fetched(0, fetched));
        for (SpanWork work : shared) {
            work.requireAll();
            List<Integer> wrong = work.awaitWrong();
            for (int number : wrong) {
                Span.Piece piece = work.span().pieces().get(number);
                file.rewrite(piece.run().offset(), work.bytes(), piece.at(), piece.length());
            }
            long wrongBytes = work.bytesOf(wrong);
            figures = figures.plus(Figures.shared(work.span().length() - wrongBytes))
                    .plus(Figures.fetched(wrongBytes, 0)).plus(Figures.passes(wrong.size()));
            buffers.giveBack(work.bytes());
        }
        return figures;
    }

    private boolean shareOne(SpanWork work, Generation image, PartialFile file) throws IOException {
        Span span = work.span();
        if (span.isZeros() || !shares) {
            return false;
        }
        Optional<DiskFile> carrier = carriers.find(span.carrier(), image, file);
        if (carrier.isEmpty()) {
            return false;
        }
        if (file.share(carrier.get(), span.carrierOffset(), span.length())) {
            hasShared = true;
            return true;
        }
        shares = hasShared || ++refusals < REFUSALS_MAX;
        return false;
    }

    private void read(SpanWork work, Generation image, PartialFile file) {
        Span span = work.span();
        if (span.isZeros()) {
            return;
        }
        Optional<DiskFile> carrier = carriers.find(span.carrier(), image, file);
        if (carrier.isPresent()) {
            work.isReadBy(pool.submit(() -> work.read(carrier.get(), span.carrierOffset())));
        } else {
            work.readFromNowhere();
        }
    }

    private Figures write(List<SpanWork> window, Generation image, int partition, PartialFile file)
            throws IOException, ImageFailure {
        Figures figures = Figures.fetched(0, fetch(window, image, partition));
        for (SpanWork work : window) {
            if (work.span().isZeros()) {
                file.skipZeros(work.span().length());
                figures = figures.plus(Figures.zero(work.span().length()));
                continue;
            }
            work.requireAll();
            file.write(work.bytes(), 0, (int) work.span().length());
            long wrongBytes = work.bytesOf(work.awaitWrong());
            figures = figures.plus(Figures.copied(work.span().length() - wrongBytes))
                    .plus(Figures.fetched(wrongBytes, 0));
            buffers.giveBack(work.bytes());
        }
        return figures;
    }

    /** Waits for what is being read, and fetches what is not right; says how many records that took. */
    private int fetch(List<SpanWork> window, Generation image, int partition) {
        Map<Long, Consumer<Fetched>> uses = new HashMap<>();
        for (SpanWork work : window) {
            for (int number : work.awaitWrong()) {
                long interimOffset = work.span().pieces().get(number).interimOffset();
                if (interimOffset < 0) {
                    work.cannotFetch(number, image);
                } else {
                    uses.merge(interimOffset, fetched -> work.take(number, fetched, image), Consumer::andThen);
                }
            }
        }
        return uses.isEmpty() ? 0 : fetcher.fetch(partition, uses);
    }
}
