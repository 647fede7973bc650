package io.entrepot.cli.replay;

import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.text.Sizes;
import io.entrepot.replay.ScanProgress;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Now and then a line on how far the interim topic has been read: a scan of hours is not silent, one of seconds is. */
public final class ScanNews implements ScanProgress {

    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final Bulletin bulletin;
    private final LongSupplier nanoTime;
    private long saidNs;

    /** @param nanoTime a clock, in nanoseconds since whenever */
    public ScanNews(Bulletin bulletin, LongSupplier nanoTime) {
        this.bulletin = bulletin;
        this.nanoTime = nanoTime;
        this.saidNs = nanoTime.getAsLong();
    }

    @Override
    public void read(long done, long all, long bytes) {
        long nowNs = nanoTime.getAsLong();
        if (nowNs - saidNs < EVERY_NS || all <= 0) {
            return;
        }
        saidNs = nowNs;
        bulletin.say("progress", String.format(Locale.ROOT, "%d %% of the interim topic read, %s", 100 * done / all, Sizes.text(bytes)),
                Map.of("doneOffsets", done, "allOffsets", all, "readBytes", bytes));
    }
}
