package io.entrepot.cli.verify;

import io.entrepot.cli.report.Names;
import io.entrepot.cli.text.Sizes;
import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.Verdict;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Sample;
import java.io.PrintStream;
import java.util.Locale;

/** In lines for people. */
final class VerifyText implements VerifyReport {

    private static final double PERCENT = 100;

    private final PrintStream out;
    private final PrintStream err;

    VerifyText(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void differs(String image, Difference difference) {
        if (!difference.isWithinFile()) {
            print(out, image + ": the file ends at byte " + difference.offset() + " of " + (difference.offset() + difference.length()));
            return;
        }
        print(out, image + ": offset " + difference.offset() + ", " + difference.length() + " bytes: " + difference.found().word()
                + (difference.zeros() ? " (zeros are due)" : ""));
    }

    @Override
    public void reached(String image, long readBytes) {
        print(out, Sizes.text(readBytes) + " read, now in " + image);
    }

    @Override
    public void verified(Verdict verdict) {
        print(verdict.state().isGood() ? out : err, verdict.image() + ": " + words(verdict));
    }

    private static String words(Verdict verdict) {
        String wrong = verdict.wrongBytes() == 0 ? "" : Sizes.text(verdict.wrongBytes()) + " in " + places(verdict.differences());
        return switch (verdict.state()) {
            case RIGHT -> "right (" + Sizes.text(verdict.sizeBytes()) + ", " + Sizes.text(verdict.readBytes()) + " read)";
            case REPAIRED -> "REPAIRED" + (wrong.isEmpty() ? "" : ": " + wrong);
            case REPLACED -> "not verified: " + verdict.why();
            case DIFFERENT -> "DIFFERS" + (wrong.isEmpty() ? "" : ": " + wrong)
                    + (verdict.repairedBytes() == 0 ? "" : ", " + Sizes.text(verdict.repairedBytes()) + " mended")
                    + (verdict.why().isEmpty() ? "" : ": " + verdict.why());
            case MISSING -> "MISSING: " + verdict.why();
            case UNVERIFIABLE -> "CANNOT BE VERIFIED: " + verdict.why();
        };
    }

    private static String places(long number) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? "place" : "places");
    }

    @Override
    public void summary(Outcome outcome, Sample sample) {
        if (outcome.images() == 0 && !outcome.stopped()) {
            print(err, "entrepot: There is no finished image to verify: see whether directory, partitions and --image are what was meant.");
            return;
        }
        String missing = outcome.missingImages() == 0 ? "" : String.format(Locale.ROOT, ", %,d missing", outcome.missingImages());
        String untold = outcome.unverifiableImages() == 0 ? "" : String.format(Locale.ROOT, ", %,d cannot be verified", outcome.unverifiableImages());
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%,d of %,d images of %s are right%s%s, %s read", outcome.goodImages(),
                outcome.images(), Sizes.text(outcome.sizeBytes()), missing, untold, Sizes.text(outcome.readBytes())));
        if (!sample.isAll()) {
            line.append(String.format(Locale.ROOT, " (a sample of %s %%, --seed %d)", trimmed(sample.share() * PERCENT), sample.seed()));
        }
        if (outcome.differences() > 0) {
            line.append("; ").append(Sizes.text(outcome.wrongBytes())).append(" wrong in ").append(places(outcome.differences()));
        }
        if (outcome.repairedBytes() > 0) {
            line.append(", ").append(Sizes.text(outcome.repairedBytes())).append(" mended");
        }
        print(out, line + (outcome.stopped() ? "; stopped before the end" : ""));
    }

    private static String trimmed(double percent) {
        return String.format(Locale.ROOT, "%.6f", percent).replaceFirst("\\.?0+$", "");
    }

    /** Names come from records: nothing in them moves a cursor or begins a line. */
    private static void print(PrintStream stream, String line) {
        stream.println(Names.printable(line));
        stream.flush();
    }
}
