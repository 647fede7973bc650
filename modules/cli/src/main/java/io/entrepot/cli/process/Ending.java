package io.entrepot.cli.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what may hang: a client of a broker that has died can wait for it for minutes. */
public final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_FAILED = Duration.ofSeconds(5);
    private static final long TICK_MS = 100;

    private Ending() {
    }

    /**
     * Closes a part.
     *
     * @param part   may be null, when the start did not get that far
     * @param failed whether something has died that it may wait for
     * @return whether it has closed in time; otherwise it is left to the end of the process
     */
    public static boolean of(String name, AutoCloseable part, boolean failed) {
        return of(name, part, () -> failed);
    }

    /**
     * As the other one.
     *
     * @param inVain whether something has died that it may wait for, which may come out only while it closes
     */
    public static boolean of(String name, AutoCloseable part, BooleanSupplier inVain) {
        if (part == null) {
            return true;
        }
        Thread thread = new Thread(() -> {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn().addKeyValue("part", name).setCause(e).log("Not closed in order");
            }
        }, "entrepot-close-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            long beginNs = System.nanoTime();
            do {
                thread.join(TICK_MS);
            } while (thread.isAlive() && System.nanoTime() - beginNs < (inVain.getAsBoolean() ? PATIENCE_FAILED : PATIENCE).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
