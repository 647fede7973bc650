package io.entrepot.cli.report;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A display that asks for the status by itself, several times a second, and may be used by several threads. */
public final class LiveDisplay implements AutoCloseable {

    /** Often enough to look alive; what is shown more seldom is up to the display. */
    private static final long EVERY_MS = 200;

    private final Display display;
    private final ScheduledExecutorService clock;

    public LiveDisplay(Display display, Supplier<FleetStatus> source) {
        this.display = display;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "entrepot-display");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(() -> show(source.get()), EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    public synchronized void finished(ImageResult result) {
        display.finished(result);
    }

    public synchronized void note(String sentence) {
        display.note(sentence);
    }

    public synchronized void warning(String sentence) {
        display.warning(sentence);
    }

    private synchronized void show(FleetStatus status) {
        if (!clock.isShutdown()) {
            display.status(status);
        }
    }

    /** Shows no more; the display itself stays open. */
    @Override
    public synchronized void close() {
        clock.shutdownNow();
    }
}
