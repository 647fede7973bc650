package io.entrepot.cli.replay;

import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.report.NowAndThen;
import io.entrepot.cli.text.Sizes;
import io.entrepot.replay.ScanProgress;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Now and then a line on how far the interim topic has been read: a scan of hours is not silent, one of seconds is. */
public final class ScanNews implements ScanProgress {

    private final Bulletin bulletin;
    private final NowAndThen progress;

    /** @param nanoTime a clock, in nanoseconds since whenever */
    public ScanNews(Bulletin bulletin, LongSupplier nanoTime) {
        this.bulletin = bulletin;
        this.progress = new NowAndThen(nanoTime);
    }

    @Override
    public void read(long done, long all, long bytes) {
        if (all <= 0 || !progress.isDue()) {
            return;
        }
        bulletin.say("progress", String.format(Locale.ROOT, "%d %% of the interim topic read, %s", 100 * done / all, Sizes.text(bytes)),
                Map.of("doneOffsets", done, "allOffsets", all, "readBytes", bytes));
    }
}
