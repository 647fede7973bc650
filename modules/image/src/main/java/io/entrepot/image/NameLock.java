package io.entrepot.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A lock on the names of some images of a volume, for as long as what one of them has is compared, and replaced. It keeps out other threads and,
 * by the file that it locks, other processes; a thread that has it may take it again.
 */
final class NameLock {

    /**
     * Names share this many locks, so that what stays in the directory is bounded. Two writers that change what different names have
     * seldom meet, and then wait for a file to be renamed and its directory to be forced.
     */
    static final int COUNT = 64;

    /** Short beside a forced rename, for which the holder has it. */
    private static final long RETRY_MS = 5;
    /** A disk that is busy keeps the holder for that long now and then; one that is held up keeps it for longer, and that is said. */
    private static final long SAY_AFTER_MS = 3_000;

    private final ReentrantLock threads = new ReentrantLock();
    private final boolean shared;
    private final String file;
    private VolumeLock processes;

    /** @param shared whether other processes may have other parts of the volume open */
    NameLock(int number, boolean shared) {
        this.shared = shared;
        this.file = "names-" + number + ".lock";
    }

    /** Which of the locks is the image's; the same for every process. */
    static int numberOf(String image) {
        return Math.floorMod(image.hashCode(), COUNT);
    }

    /** @param patience as {@link Volume#lockName} */
    Closeable take(ImageTree tree, Predicate<VolumeInUseException> patience) throws IOException {
        threads.lock();
        try {
            if (shared && processes == null) {
                try (Directory state = tree.stateDirectory()) {
                    processes = await(state, patience);
                }
            }
            return this::release;
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    private VolumeLock await(Directory state, Predicate<VolumeInUseException> patience) throws IOException {
        long sayAtNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SAY_AFTER_MS);
        while (true) {
            try {
                return VolumeLock.takeShort(state, file);
            } catch (VolumeInUseException e) {
                if (System.nanoTime() > sayAtNs && !patience.test(e)) {
                    throw e;
                }
            }
            pause();
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(RETRY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process had an image's name");
        }
    }

    private void release() throws IOException {
        try {
            VolumeLock held = processes;
            if (held != null && threads.getHoldCount() == 1) {
                processes = null;
                held.close();
            }
        } finally {
            threads.unlock();
        }
    }
}
