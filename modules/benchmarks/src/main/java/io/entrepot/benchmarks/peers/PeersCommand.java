package io.entrepot.benchmarks.peers;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.process.Meter;
import io.entrepot.benchmarks.process.Programs;
import io.entrepot.benchmarks.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench peers}. */
@Command(name = "peers", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Moves the images of a directory with one tool after the other, compares every result, and says what each cost.",
            "Wall time ends when all is on the disk; CPU and memory are those of all processes, daemons included."})
public final class PeersCommand implements Callable<Integer> {

    /** Slow tools take minutes for tens of gigabytes; longer than this one hangs. */
    private static final Duration STEP_MAX = Duration.ofHours(2);
    private static final int TURNS_MAX = 1000;

    @Parameters(paramLabel = "FLEET", description = "The directory that holds the images.")
    private Path directory;

    @Option(names = "--turns", paramLabel = "N", description = "How often each tool runs (default: ${DEFAULT-VALUE}).")
    private int turns = 3;

    @Option(names = "--tools", paramLabel = "NAME", split = ",", description = "Which tools, separated by commas (default: all).")
    private List<String> names = List.of();

    @Option(names = "--work", paramLabel = "DIR", description = "Where stores and results are made, and removed (default: beside FLEET).")
    private Path work;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything there, too.")
    private Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw it there, as SVG.")
    private Path plot;

    @Override
    public Integer call() throws IOException {
        if (turns < 1 || turns > TURNS_MAX) {
            throw BenchException.usage("--turns is from 1 to " + TURNS_MAX + ", not " + turns + ".");
        }
        Fleet fleet = Fleet.in(directory);
        List<Tool> tools = Tools.named(names);
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        tools.forEach(tool -> trials.put(tool.name(), new ArrayList<>()));
        Path entrepot = Path.of(System.getProperty("entrepot.home"), "bin", "entrepot");
        try (Scratch scratch = Scratch.below(work == null ? fleet.directory().getParent() : work)) {
            Programs.install(tools.stream().filter(tool -> !Programs.areThere(tool.programs())).flatMap(tool -> tool.packages().stream())
                    .distinct().toList(), scratch.directory().resolve("install.log"));
            Contest contest = new Contest(fleet, scratch, entrepot, new Meter(STEP_MAX));
            for (int turn = 0; turn < turns; turn++) {
                for (Tool tool : Course.order(tools, turn)) {
                    Trial trial = Programs.areThere(tool.programs()) ? contest.run(tool)
                            : new Trial.Failed("not installed: on Debian and Ubuntu, apt-get install " + String.join(" ", tool.packages()));
                    trials.get(tool.name()).add(trial);
                    System.err.println("turn " + (turn + 1) + " of " + turns + ", " + tool.name() + ": " + shown(trial));
                }
            }
        }
        List<Row> rows = trials.entrySet().stream().map(each -> new Row(each.getKey(), each.getValue())).toList();
        report(fleet, rows);
        return rows.stream().allMatch(row -> row.troubles().isEmpty()) ? 0 : 1;
    }

    private void report(Fleet fleet, List<Row> rows) throws IOException {
        Instant when = Instant.now();
        String title = "%d images of %s GB, medians of %d turns, %d cores".formatted(fleet.images().size(), Figures.digits(fleet.bytes() / 1e9),
                turns, Runtime.getRuntime().availableProcessors());
        System.out.println(title);
        PeersText.lines(rows).forEach(System.out::println);
        List<String> targets = PeersText.targets(rows);
        if (!targets.isEmpty()) {
            System.out.println();
            targets.forEach(System.out::println);
        }
        if (json != null) {
            PeersJson.write(PeersJson.tree(fleet, rows, when), json);
        }
        if (plot != null) {
            Files.writeString(plot, PeersPlot.svg(rows, title));
        }
    }

    private static String shown(Trial trial) {
        return trial instanceof Trial.Done done ? Figures.digits(Metric.WALL_SECONDS.of(done)) + " s"
                : ((Trial.Failed) trial).why();
    }
}
