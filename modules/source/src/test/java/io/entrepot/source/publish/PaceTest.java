package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sender with a clock of its own: what it sends over time, and how long its transactions stand open. */
class PaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long TIMEOUT_MS = 60_000;
    private static final long RECORD = 1 << 20;

    private final TransactionSize size = new TransactionSize(RECORD, 64L << 20, 1_000, TIMEOUT_MS);
    private final Pace pace = new Pace(size.pacedMsMax() * 1_000_000L);
    private long nowNs = 17;
    private long sentBytes;
    private long longestNs;

    /** One transaction, over a link that takes so many bytes per second at most. */
    private void transaction(long linkBytesPerSecond) {
        long beganNs = 0;
        boolean open = false;
        for (long bytes = 0; bytes < size.bytes(); bytes += RECORD) {
            nowNs += pace.waitNs(nowNs);
            if (!open) {
                beganNs = nowNs;
                open = true;
            }
            pace.sent(RECORD, nowNs);
            nowNs += RECORD * SECOND / linkBytesPerSecond;
            sentBytes += RECORD;
        }
        long tookNs = pace.ended(nowNs);
        assertThat(tookNs).isEqualTo(nowNs - beganNs);
        size.committed(size.bytes(), tookNs, 0);
        longestNs = Math.max(longestNs, tookNs);
    }

    private void rate(long bytesPerSecond) {
        pace.rate(OptionalLong.of(bytesPerSecond), nowNs);
        size.rate(OptionalLong.of(bytesPerSecond));
    }

    @Test
    void aRateIsKeptAndTransactionsEndInTimeHoweverLowItIs() {
        for (long bytesPerSecond : new long[] {30_000, 125_000, 1_000_000, 62_500_000, 1_000_000_000}) {
            rate(bytesPerSecond);
            sentBytes = 0;
            longestNs = 0;
            long startNs = nowNs;
            for (int i = 0; i < 200; i++) {
                transaction(2_000_000_000L);
            }
            double seconds = (nowNs - startNs) / (double) SECOND;
            assertThat(sentBytes / seconds).as("bytes per second at %d", bytesPerSecond)
                    .isBetween(bytesPerSecond * 0.9, bytesPerSecond * 1.05 + RECORD / seconds);
            assertThat(longestNs).as("I: nanoseconds of a transaction at %d bytes per second", bytesPerSecond)
                    .isLessThan(TIMEOUT_MS / 2 * 1_000_000L);
        }
    }

    @Test
    void aRateThatIsLoweredMidwayHoldsNoTransactionOpen() {
        rate(1_000_000_000L);
        for (int i = 0; i < 10; i++) {
            transaction(2_000_000_000L);
        }
        pace.sent(RECORD, nowNs);
        long openedNs = nowNs;

        pace.rate(OptionalLong.of(10_000), nowNs);
        for (int i = 0; i < 64; i++) {
            nowNs += pace.waitNs(nowNs);
            pace.sent(RECORD, nowNs);
        }

        assertThat(nowNs - openedNs).isLessThanOrEqualTo(size.pacedMsMax() * 1_000_000L);
        pace.ended(nowNs);
        assertThat(pace.waitNs(nowNs)).as("what was overdrawn is waited for before the next one begins")
                .isGreaterThan(60 * RECORD / 10_000 * SECOND);
    }

    @Test
    void withoutARateThereIsNothingToWaitFor() {
        rate(1);
        pace.sent(RECORD, nowNs);
        assertThat(pace.waitNs(nowNs)).isPositive();

        pace.rate(OptionalLong.empty(), nowNs);

        assertThat(pace.waitNs(nowNs)).isZero();
    }

    /** Kafka gives up what takes longer than its timeout; nobody has said how fast the link is, and that changes. */
    @Test
    void transactionsFitALinkThatNobodyHasMeasured() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            TransactionSize sized = new TransactionSize(RECORD, 64L << 20, 1_000, TIMEOUT_MS);
            int givenUp = 0;
            double bytesPerSecond = 0;
            for (int i = 0; i < 200; i++) {
                if (i % 100 == 0) {
                    bytesPerSecond = Math.pow(10, 4.6 + 4 * random.nextDouble());
                }
                long tookNs = (long) (sized.bytes() / bytesPerSecond * SECOND);
                if (tookNs > TIMEOUT_MS * 1_000_000L) {
                    givenUp++;
                    assertThat(sized.failed()).as("seed %d: a smaller one is tried", seed).isTrue();
                } else {
                    sized.committed(sized.bytes(), tookNs, 0);
                }
                assertThat(sized.bytes()).as("I").isBetween(RECORD, 64L << 20);
            }
            assertThat(givenUp).as("seed %d: given up, with a change of pace", seed).isLessThan(12);
            assertThat(sized.bytes()).as("seed %d: at %.0f bytes per second", seed, bytesPerSecond)
                    .isGreaterThanOrEqualTo((long) Math.min(64L << 20, Math.max(RECORD, bytesPerSecond * 5)) / 2);
        }
    }

    /** A round trip of 80 ms: the last acknowledgements, the journal, the commit and the next first record are waited for while the link stands idle. */
    @Test
    void whereACommitTakesLongTransactionsAreLongerInBytesAndInTime() {
        long linkBytesPerSecond = 75_000_000;
        long commitNs = 80_000_000;
        long endNs = 4 * commitNs;
        assertThat(size.timeMs()).isEqualTo(1_000);

        long payloadNs = 0;
        long endsNs = 0;
        for (int i = 0; i < 100; i++) {
            long bytes = Math.min(size.bytes(), linkBytesPerSecond * size.timeMs() / 1_000);
            long tookNs = bytes * SECOND / linkBytesPerSecond;
            size.committed(bytes, tookNs + endNs, commitNs);
            if (i >= 10) {
                payloadNs += tookNs;
                endsNs += endNs;
            }
            assertThat(tookNs).as("I: nanoseconds of a transaction").isLessThan(TIMEOUT_MS / 4 * 1_000_000L);
        }

        assertThat((double) endsNs / payloadNs).as("part of the time that ends take").isLessThan(0.08);

        for (int i = 0; i < 10; i++) {
            size.committed(size.bytes(), SECOND, 5_000_000);
        }
        assertThat(size.timeMs()).as("milliseconds, over another link").isEqualTo(1_000);
        assertThat(size.bytes()).as("bytes, over another link").isEqualTo(64L << 20);
    }

    @Test
    void oneCommitThatTakesLongChangesNothing() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            long commitNs = random.nextInt(1_000_000, 8_000_000);
            size.committed(size.bytes(), SECOND / 2, i % 10 == 0 ? SECOND : commitNs);
            assertThat(size.timeMs()).as("I: milliseconds after transaction %d", i).isEqualTo(1_000);
            assertThat(size.bytes()).as("I: bytes after transaction %d", i).isLessThanOrEqualTo(64L << 20);
        }
    }

    /** A transaction that might have had far more than it had, when the link became slow and it was given up. */
    @Test
    void afterALongOneWasGivenUpTheNextIsSmallerThanItWas() {
        for (int i = 0; i < 20; i++) {
            size.committed(size.bytes(), SECOND, 200_000_000);
        }
        assertThat(size.bytes()).isGreaterThan(64L << 20);
        size.committed(30L << 20, 10 * SECOND, 200_000_000);

        assertThat(size.failed()).isTrue();

        assertThat(size.bytes()).as("I: bytes after one of 30 MiB took 10 s, and the next too long").isLessThanOrEqualTo(15L << 20);
        assertThat(size.timeMs()).isEqualTo(1_000);
    }
}
