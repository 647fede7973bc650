package io.entrepot.cli.status;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.monitor.MonitorException;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks once, or until it is interrupted. */
public final class StatusJob {

    private final Supplier<FleetState> monitor;
    private final StatusView view;
    private final Duration every;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param monitor tells the present state
     * @param every   how long between two looks; zero to look once
     */
    public StatusJob(Supplier<FleetState> monitor, StatusView view, Duration every) {
        this.monitor = monitor;
        this.view = view;
        this.every = every;
    }

    /**
     * Looks and shows. What goes wrong with the first look is an error; later it is shown, and it goes on.
     *
     * @throws MonitorException when the first look fails
     */
    public int run(Interruption interruption) {
        Thread looking = Thread.currentThread();
        // A look at a cluster that does not answer takes long, and who presses Ctrl-C has seen enough.
        interruption.onRequest(() -> {
            stopped.countDown();
            looking.interrupt();
        });
        try {
            boolean shown = false;
            do {
                shown |= look(shown, interruption);
            } while (!every.isZero() && !isStopped());
            return interruption.isRequested() || !every.isZero() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        } finally {
            // What is closed after this is closed in peace.
            Thread.interrupted();
        }
    }

    private boolean look(boolean shownBefore, Interruption interruption) {
        try {
            view.show(monitor.get());
            return true;
        } catch (MonitorException | RegistryException e) {
            if (interruption.isRequested()) {
                return false;
            } else if (!shownBefore) {
                throw e;
            }
            view.trouble(e.getMessage());
            return false;
        }
    }

    private boolean isStopped() {
        try {
            return stopped.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
