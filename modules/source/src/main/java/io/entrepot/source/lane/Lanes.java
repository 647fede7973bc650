package io.entrepot.source.lane;

import io.entrepot.source.cores.Cores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads a list of images, several at a time. One thread takes what comes out. */
public final class Lanes implements AutoCloseable {

    private final Feeds feeds;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Begins to read.
     *
     * @param images in the order in which they are to be opened
     * @param starts says where each is taken up
     * @param cores  name the blocks
     */
    public Lanes(List<Path> images, LaneSettings settings, Starts starts, Cores cores) {
        this(images, settings, starts, cores, new BitSet());
    }

    /**
     * Begins to read, but for images that are held from the start.
     *
     * @param held their places in the list
     */
    public Lanes(List<Path> images, LaneSettings settings, Starts starts, Cores cores, BitSet held) {
        int count = Math.min(settings.parallel(), images.size());
        feeds = new Feeds(count, images.size(), held);
        var shares = new Shares();
        for (int i = 0; i < count; i++) {
            var lane = new Lane(i, images, settings, starts, cores, shares, feeds, () -> closed);
            var thread = new Thread(lane, "entrepot-lane-" + i);
            // When the next one cannot be started nobody gets to end this one.
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /**
     * The next event, of the images in turns. Null when none is ready within the time, after a {@link #ring}, and when
     * all are done.
     *
     * @param timeoutMs milliseconds
     */
    public Event next(long timeoutMs) throws InterruptedException {
        return feeds.next(timeoutMs);
    }

    /**
     * Which images are not to be read now, and which are to be given up, by their places in the list. One that is being
     * read is set down, or fails, behind what has been read of it; other images take its lane.
     */
    public void hold(BitSet held, BitSet cancelled) {
        feeds.hold(held, cancelled);
    }

    /** Whoever took {@link Event.SetDown} is done with that: the image may start again when it is not held any more. */
    public void again(int sequence) {
        feeds.again(sequence);
    }

    /** Has {@link #next} return; from any thread. */
    public void ring() {
        feeds.ring();
    }

    /** Whether every image has ended or failed, and everything of them was taken. */
    public boolean isDone() {
        return feeds.isDone();
    }

    /** Ends the reading wherever it is, and waits for that. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            // A lane may wait for a window that nobody gives back any more. Files are read through descriptors that an
            // interrupt does not close.
            thread.interrupt();
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
