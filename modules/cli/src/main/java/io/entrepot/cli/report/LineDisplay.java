package io.entrepot.cli.report;

import io.entrepot.cli.text.Sizes;
import io.entrepot.cli.text.Times;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Plain lines, for files and pipes: now and then how far it is, and what happens. What a sentence quotes may come from a guest, out of its
 * image's header, and is not to move the cursor or to make lines of its own.
 */
public final class LineDisplay implements Display {

    /** Rare enough for a log of hours, often enough to see that something goes on; sparser as time goes by. */
    private static final Duration FIRST_EVERY = Duration.ofSeconds(10);
    private static final Duration EVERY_MAX = Duration.ofMinutes(1);

    private final PrintStream out;
    private final PrintStream err;
    private Duration every = FIRST_EVERY;
    private Duration next = FIRST_EVERY;

    public LineDisplay(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void status(FleetStatus status) {
        if (status.elapsed().compareTo(next) < 0) {
            return;
        }
        out.println(line(status));
        every = every.multipliedBy(2).compareTo(EVERY_MAX) > 0 ? EVERY_MAX : every.plusSeconds(FIRST_EVERY.toSeconds() / 2);
        next = status.elapsed().plus(every);
    }

    @Override
    public void finished(ImageResult result) {
        String name = Names.printable(result.name());
        switch (result.phase()) {
            case DONE -> out.println(name + ": done, " + Sizes.text(result.sizeBytes()) + " (" + Sizes.text(result.newBytes())
                    + " new, " + Sizes.text(result.knownBytes()) + " known, " + Sizes.text(result.zeroBytes()) + " zero)");
            case SENT -> out.println(name + ": sent, " + Sizes.text(result.sizeBytes()) + " (" + Sizes.text(result.newBytes())
                    + " new, " + Sizes.text(result.knownBytes()) + " known, " + Sizes.text(result.zeroBytes()) + " zero)");
            case PRECOPIED -> out.println(name + ": precopied, " + Sizes.text(result.sizeBytes()) + " (" + Sizes.text(result.newBytes())
                    + " new, " + Sizes.text(result.knownBytes()) + " known, " + Sizes.text(result.zeroBytes())
                    + " zero); send it when it does not change any more");
            case SENT_BEFORE -> out.println(name + ": sent before, and has not changed");
            case THERE -> out.println(name + ": there already");
            default -> err.println(name + ": FAILED: " + Names.printable(result.cause().orElse("no reason was given")));
        }
    }

    @Override
    public void note(String sentence) {
        out.println(Names.printable(sentence));
    }

    @Override
    public void warning(String sentence) {
        err.println("Warning: " + Names.printable(sentence));
    }

    @Override
    public void error(String sentence) {
        out.flush();
        err.println("entrepot: " + Names.printable(sentence));
    }

    @Override
    public void summary(Summary summary) {
        SummaryText.lines(summary).forEach(out::println);
    }

    @Override
    public void appraisal(Appraisal appraisal) {
        SummaryText.lines(appraisal).forEach(out::println);
    }

    @Override
    public void dispatch(Dispatch dispatch) {
        DispatchText.lines(dispatch).forEach(out::println);
    }

    @Override
    public void close() {
        out.flush();
    }

    private static String line(FleetStatus status) {
        ImageStatus total = status.total();
        StringBuilder line = new StringBuilder(Times.clock(status.elapsed()));
        line.append(": read ").append(Sizes.percent(total.readBytes(), total.sizeBytes()));
        if (!status.readOnly()) {
            line.append(", written ").append(Sizes.percent(total.writtenBytes(), total.sizeBytes()));
        }
        line.append(" of ").append(Sizes.text(total.sizeBytes()));
        line.append(" (new ").append(Sizes.text(total.newBytes())).append(", known ").append(Sizes.text(total.knownBytes()))
                .append(", zero ").append(Sizes.text(total.zeroBytes()));
        if (!status.readOnly()) {
            line.append("; waiting ").append(Sizes.text(status.waitingBytes()));
        }
        line.append("), ").append(status.doneImages()).append(" of ").append(status.images().size())
                .append(" images done, ");
        long paused = status.count(Phase.PAUSED);
        if (paused > 0) {
            line.append(paused).append(" paused, ");
        }
        line.append(Sizes.rate(status.bytesPerSecond()));
        status.left().ifPresent(left -> line.append(", ").append(Times.clock(left)).append(" left"));
        return line.toString();
    }
}
