package io.entrepot.benchmarks.profile;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.process.Meter;
import io.entrepot.benchmarks.process.Outcome;
import io.entrepot.benchmarks.report.Figures;
import io.entrepot.benchmarks.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench profile}. */
@Command(name = "profile", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Copies the images of a directory once with Java Flight Recorder on, and says where the CPU time went: seconds, and",
            "nanoseconds for each byte of the images' data, by group of threads, and what each group was seen at."})
public final class ProfileCommand implements Callable<Integer> {

    private static final Duration COPY_MAX = Duration.ofHours(2);
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int FRAMES_MAX = 3;
    /** Of all CPU time; what is below this is not worth a line. */
    private static final double SHOWN_PART_MIN = 0.005;

    @Parameters(paramLabel = "FLEET", description = "The directory that holds the images.")
    private Path directory;

    @Option(names = "--recording", paramLabel = "FILE", description = "Keep the recording there, for JDK Mission Control or jfr.")
    private Path recording;

    @Option(names = "--work", paramLabel = "DIR", description = "Where the copy is made, and removed (default: beside FLEET).")
    private Path work;

    @Override
    public Integer call() throws IOException {
        Fleet fleet = Fleet.in(directory);
        Path entrepot = Path.of(System.getProperty("entrepot.home"), "bin", "entrepot");
        try (Scratch scratch = Scratch.below(work == null ? fleet.directory().getParent() : work)) {
            Path jfr = scratch.directory().resolve("copy.jfr");
            Path log = scratch.directory().resolve("log");
            Path summary = scratch.directory().resolve("copy.json");
            Outcome outcome = new Meter(COPY_MAX).run("\"$ENTREPOT\" copy --json \"$@\" \"$OUT\" >\"$SUMMARY\"", fleet.arguments(),
                    fleet.directory(), Map.of("ENTREPOT", entrepot.toString(), "OUT", scratch.empty("out").toString(), "SUMMARY",
                            summary.toString(), "ENTREPOT_JAVA_OPTIONS", recordingOptions(jfr)), log);
            if (!outcome.isDone() || !Files.exists(jfr)) {
                throw BenchException.failed("The copy failed: " + String.join(" / ", Files.readAllLines(log)) + ".");
            }
            CpuByPart parts = RecordingReader.read(jfr, Runtime.getRuntime().availableProcessors());
            if (recording != null) {
                Files.copy(jfr, recording, StandardCopyOption.REPLACE_EXISTING);
            }
            double cpuSeconds = outcome.cost().cpuNs() / 1e9;
            long dataBytes = CopySummary.dataBytes(Files.readAllLines(summary));
            System.out.printf(Locale.ROOT, "%s MB of data in %s s, %s s CPU, %s MB of memory at most; with the recorder's own share%n",
                    Figures.megabytes(dataBytes), Figures.digits(outcome.cost().wallNs() / 1e9), Figures.digits(cpuSeconds),
                    Figures.megabytes(outcome.cost().peakBytes()));
            table(parts.parts(cpuSeconds, FRAMES_MAX), cpuSeconds, dataBytes).forEach(System.out::println);
        }
        return 0;
    }

    /** The words are split at blanks, so no path may have one. */
    private static String recordingOptions(Path jfr) {
        if (jfr.toString().contains(" ") || jfr.toString().contains(",")) {
            throw BenchException.usage("The recorder takes no blanks or commas in " + jfr + ": name another place with --work.");
        }
        return "-XX:StartFlightRecording=filename=" + jfr + ",settings=profile,jdk.ThreadCPULoad#period=" + PERIOD.toMillis()
                + "ms,jdk.ExecutionSample#period=10ms";
    }

    static List<String> table(List<CpuByPart.Part> parts, double cpuSeconds, long dataBytes) {
        TextTable table = TextTable.withNotes("threads", "CPU s", "%", "ns/B", "seen at");
        for (CpuByPart.Part part : parts) {
            if (part.cpuSeconds() >= SHOWN_PART_MIN * cpuSeconds) {
                table.row(part.group(), Figures.digits(part.cpuSeconds()), Figures.digits(100 * part.cpuSeconds() / cpuSeconds),
                        dataBytes == 0 ? "" : Figures.digits(part.cpuSeconds() * 1e9 / dataBytes),
                        part.frames().stream().map(frame -> String.format(Locale.ROOT, "%s %.0f %%", frame.method(), frame.percent()))
                                .collect(Collectors.joining(", ")));
            }
        }
        return table.lines();
    }
}
