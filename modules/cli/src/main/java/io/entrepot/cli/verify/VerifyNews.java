package io.entrepot.cli.verify;

import io.entrepot.destination.verify.Verdict;
import io.entrepot.destination.verify.VerifyListener;
import io.entrepot.destination.verify.core.Difference;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Passes on what is found, and says now and then how far it is: an image of hours is not silent, one of seconds is. For one thread. */
final class VerifyNews implements VerifyListener {

    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    private final VerifyReport report;
    private final LongSupplier nanoTime;
    private long saidNs;
    private long readBytes;

    /** @param nanoTime a clock, in nanoseconds since whenever */
    VerifyNews(VerifyReport report, LongSupplier nanoTime) {
        this.report = report;
        this.nanoTime = nanoTime;
        this.saidNs = nanoTime.getAsLong();
    }

    @Override
    public void progress(String image, long moreBytes) {
        readBytes += moreBytes;
        long nowNs = nanoTime.getAsLong();
        if (nowNs - saidNs >= EVERY_NS) {
            saidNs = nowNs;
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
