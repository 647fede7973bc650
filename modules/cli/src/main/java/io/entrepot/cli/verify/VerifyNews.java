package io.entrepot.cli.verify;

import io.entrepot.cli.report.NowAndThen;
import io.entrepot.destination.verify.Verdict;
import io.entrepot.destination.verify.VerifyListener;
import io.entrepot.destination.verify.core.Difference;
import java.util.function.LongSupplier;

/** Passes on what is found, and says now and then how far it is: an image of hours is not silent, one of seconds is. For one thread. */
final class VerifyNews implements VerifyListener {

    private final VerifyReport report;
    private final NowAndThen progress;
    private long readBytes;

    /** @param nanoTime a clock, in nanoseconds since whenever */
    VerifyNews(VerifyReport report, LongSupplier nanoTime) {
        this.report = report;
        this.progress = new NowAndThen(nanoTime);
    }

    @Override
    public void progress(String image, long moreBytes) {
        readBytes += moreBytes;
        if (progress.isDue()) {
            report.reached(image, readBytes);
        }
    }

    @Override
    public void differs(String image, Difference difference) {
        report.differs(image, difference);
    }

    @Override
    public void verified(Verdict verdict) {
        report.verified(verdict);
    }
}
