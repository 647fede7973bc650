package io.entrepot.source.lane;

import io.entrepot.block.Chunkers;
import io.entrepot.image.BlockScanner;
import io.entrepot.image.SourceImage;
import io.entrepot.source.cores.Cores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;

/** Reads one image after another, as far ahead as it has windows. */
final class Lane implements Runnable {

    private final int number;
    private final List<Path> images;
    private final Starts starts;
    private final Cores cores;
    private final Shares shares;
    private final Feeds feeds;
    private final BooleanSupplier closed;
    private final BlockingQueue<Window> free;

    Lane(int number, List<Path> images, LaneSettings settings, Starts starts, Cores cores, Shares shares,
         Feeds feeds, BooleanSupplier closed) {
        this.number = number;
        this.images = images;
        this.starts = starts;
        this.cores = cores;
        this.shares = shares;
        this.feeds = feeds;
        this.closed = closed;
        free = new ArrayBlockingQueue<>(settings.windowsPerLane());
        for (int i = 0; i < settings.windowsPerLane(); i++) {
            free.add(new Window(settings.windowBytes(), free));
        }
    }

    @Override
    public void run() {
        try {
            for (int next = feeds.assign(); next >= 0 && !closed.getAsBoolean(); next = feeds.assign()) {
                feeds.add(number, read(next));
            }
        } catch (InterruptedException e) {
            // Closed while waiting for a window: nobody takes events any more.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            feeds.fail(e);
        }
    }

    /** Reads an image and returns its last event. */
    private Event read(int sequence) throws InterruptedException {
        if (feeds.isCancelled(sequence)) {
            return new Event.Cancelled(sequence);
        }
        try (SourceImage image = SourceImage.open(images.get(sequence))) {
            Start start = starts.start(sequence, image);
            if (!(start instanceof Start.Send send)) {
                return new Event.Started(sequence, start);
            }
            // Read before the event is out: from then on the generation belongs to the thread that takes events.
            long cursor = send.sending().cursor();
            int chunker = send.sending().head().chunker();
            feeds.add(number, new Event.Started(sequence, start));
            shares.begin(sequence);
            BlockScanner scanner = new BlockScanner(image, Chunkers.byId(chunker), cursor);
            try {
                readFrom(sequence, image, scanner, send.changing());
            } finally {
                shares.end(sequence);
                scanner.end();
            }
            if (!scanner.atEnd()) {
                return feeds.isCancelled(sequence) ? new Event.Cancelled(sequence)
                        : new Event.SetDown(sequence);
            }
            requireUnchanged(image, send.changing());
            return new Event.Ended(sequence);
        } catch (IOException e) {
            return new Event.Failed(sequence, e);
        }
    }

    private static void requireUnchanged(SourceImage image, boolean changing) throws IOException {
        if (!changing) {
            image.requireUnchanged();
        }
    }

    private void readFrom(int sequence, SourceImage image, BlockScanner scanner, boolean changing)
            throws IOException, InterruptedException {
        while (!scanner.atEnd() && !closed.getAsBoolean() && !feeds.isHeld(sequence) && !feeds.isCancelled(sequence)) {
            Window window = fill(free.take(), image, scanner, changing);
            feeds.add(number, new Event.Read(sequence, window));
            long place = shares.next(sequence);
            cores.submit(place, tools -> {
                shares.started(place);
                window.name(tools, feeds::wake);
            });
        }
    }

    /** A window whose image cannot be read on is given back: the lane has no others for the images that come after it. */
    private static Window fill(Window window, SourceImage image, BlockScanner scanner, boolean changing) throws IOException {
        try {
            window.fill(scanner.next(window.data()));
            // With every window: one call to the kernel, which costs nothing beside the reading.
            requireUnchanged(image, changing);
            return window;
        } catch (IOException | RuntimeException e) {
            window.release();
            throw e;
        }
    }
}
