package io.entrepot.cli.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM. What is under way is told to stop, and the process ends when it has, with the exit code that the signal gives. A
 * kill at any moment is as safe; this one only saves what a kill would have to do again.
 */
public final class Interruption implements AutoCloseable {

    /** An orderly stop takes a commit and a close; who has not stopped then hangs. */
    private static final long PATIENCE_SECONDS = 30;

    private final List<Runnable> stops = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;

    private Interruption() {
    }

    public static Interruption installed() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::request, "entrepot-interrupt"));
        return interruption;
    }

    /** One that no signal reaches, for what runs inside another program. */
    public static Interruption none() {
        return new Interruption();
    }

    /** Whether to stop. */
    public boolean isRequested() {
        return requested;
    }

    /** Runs {@code stop} when to stop; at once when that was before. More than one run does no harm. */
    public void onRequest(Runnable stop) {
        stops.add(stop);
        if (requested) {
            stop.run();
        }
    }

    /** The command has ended; the process may. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void request() {
        if (ended.getCount() == 0) {
            return;
        }
        requested = true;
        stops.forEach(Runnable::run);
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
