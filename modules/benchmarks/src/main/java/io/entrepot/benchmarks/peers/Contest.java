package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Ports;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.process.Cost;
import io.entrepot.benchmarks.process.Meter;
import io.entrepot.benchmarks.process.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives a tool its turn: empty directories, there, back, and a comparison of every byte. */
public final class Contest {

    /** Behind every script, in its time: what is not on the disk has not arrived. */
    private static final String SYNC = "sync -f \"$STORE\" \"$OUT\"\n";
    private static final String COMPARE = "for image in \"$@\"; do cmp \"$image\" \"$OUT/$image\"; done\n";
    /** Enough of a message for one line of a report. */
    private static final int WHY_CHARS_MAX = 160;

    private final Fleet fleet;
    private final Scratch scratch;
    private final Path entrepot;
    private final Meter meter;

    public Contest(Fleet fleet, Scratch scratch, Path entrepot, Meter meter) {
        this.fleet = fleet;
        this.scratch = scratch;
        this.entrepot = entrepot;
        this.meter = meter;
    }

    /** On one machine, nothing slower than its loopback in between. */
    Trial run(Tool tool) {
        return run(tool, "127.0.0.1", Ports.free());
    }

    /**
     * Gives a tool its turn.
     *
     * @param host where its client reaches its server, which listens on 127.0.0.1
     * @param port of both
     */
    public Trial run(Tool tool, String host, int port) {
        Path store = scratch.empty("store");
        Path out = scratch.empty("out");
        Path rest = scratch.empty("scratch");
        Path log = rest.resolve("log");
        Map<String, String> places = Map.of("STORE", store.toString(), "OUT", out.toString(), "SCRATCH", rest.toString(),
                "ENTREPOT", entrepot.toString(), "HOST", host, "PORT", Integer.toString(port));
        // What the last tool left unwritten, or to be discarded, is not this one's.
        step(SYNC, places, log);
        Outcome there = step(tool.there() + SYNC, places, log);
        if (!there.isDone()) {
            return failed("there", there, log);
        }
        Cost back = Cost.NONE;
        if (!tool.isDirect()) {
            Outcome restored = step(tool.back() + SYNC, places, log);
            if (!restored.isDone()) {
                return failed("back", restored, log);
            }
            back = restored.cost();
        }
        Outcome same = step(COMPARE, places, log);
        if (!same.isDone()) {
            return failed("compare", same, log);
        }
        try {
            return new Trial.Done(there.cost(), back, BetweenBytes.of(tool.between(), store, rest));
        } catch (IOException e) {
            return new Trial.Failed("bytes between: " + e.getMessage());
        } finally {
            scratch.empty("store");
            scratch.empty("out");
        }
    }

    private Outcome step(String script, Map<String, String> places, Path log) {
        return meter.run(script, fleet.arguments(), fleet.directory(), places, log);
    }

    private static Trial failed(String step, Outcome outcome, Path log) {
        String last = "";
        try {
            // Latin 1 reads whatever a program prints.
            last = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream().filter(line -> !line.isBlank())
                    .reduce("", (before, line) -> line).replaceAll("\\p{Cntrl}", " ").strip();
        } catch (IOException e) {
            last = "";
        }
        String why = step + ": exit " + outcome.exit() + (last.isEmpty() ? "" : ", " + last);
        return new Trial.Failed(why.length() > WHY_CHARS_MAX ? why.substring(0, WHY_CHARS_MAX) + "…" : why);
    }
}
