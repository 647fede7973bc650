package io.entrepot.benchmarks.contiguity;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.process.Meter;
import io.entrepot.benchmarks.process.Outcome;
import io.entrepot.benchmarks.report.TextTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench contiguity}. */
@Command(name = "contiguity", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Copies the images of a directory to fresh file systems, with more and more of them sent at once, and counts how",
            "contiguous they lie there. Needs root, to mount."})
public final class ContiguityCommand implements Callable<Integer> {

    private static final Duration STEP_MAX = Duration.ofHours(2);
    /** Beside the images: the interim topic, which is less than their data, and what small file systems take for themselves. */
    private static final long ROOM_BYTES = 1L << 30;

    /** The mount is gone at the end, whatever happens in between. */
    private static final String SCRIPT = """
            truncate -s "$BYTES" "$WORK/disk"
            "mkfs.$TYPE" -q "$WORK/disk"
            mkdir -p "$WORK/mount"
            mount -o loop "$WORK/disk" "$WORK/mount"
            trap 'umount "$WORK/mount"' EXIT
            mkdir "$WORK/mount/images"
            "$ENTREPOT" copy --json --parallel "$SENDERS" "$@" "$WORK/mount/images" >"$WORK/copy.json"
            sync -f "$WORK/mount"
            (cd "$WORK/mount/images" && filefrag "$@") >"$WORK/filefrag"
            """;

    @Parameters(paramLabel = "FLEET", description = "The directory that holds the images.")
    private Path directory;

    @Option(names = "--senders", paramLabel = "N", split = ",", description = "Images sent at once (default: 1,4,8).")
    private List<Integer> senders = List.of(1, 4, 8);

    @Option(names = "--types", paramLabel = "TYPE", split = ",", description = "File systems (default: ext4,xfs).")
    private List<String> types = List.of("ext4", "xfs");

    @Option(names = "--work", paramLabel = "DIR", description = "Where file systems are made, and removed (default: beside FLEET).")
    private Path work;

    @Override
    public Integer call() throws IOException {
        if (types.stream().anyMatch(type -> !type.matches("[a-z0-9]+"))) {
            throw BenchException.usage("File systems are named such as ext4, not " + String.join(",", types) + ".");
        }
        Fleet fleet = Fleet.in(directory);
        TextTable table = new TextTable("", "senders", "images", "extents", "runs", "switches", "in arrival order");
        List<String> troubles = new ArrayList<>();
        try (Scratch scratch = Scratch.below(work == null ? fleet.directory().getParent() : work)) {
            for (String type : types) {
                for (int count : senders) {
                    measure(fleet, scratch, type, count, table, troubles);
                }
            }
        }
        table.lines().forEach(System.out::println);
        troubles.forEach(System.out::println);
        return troubles.isEmpty() ? 0 : 1;
    }

    private static void measure(Fleet fleet, Scratch scratch, String type, int senders, TextTable table, List<String> troubles)
            throws IOException {
        Path place = scratch.empty("place");
        Path log = place.resolve("log");
        Map<String, String> environment = Map.of("WORK", place.toString(), "TYPE", type, "SENDERS", Integer.toString(senders), "BYTES",
                Long.toString(2 * fleet.bytes() + ROOM_BYTES), "ENTREPOT",
                Path.of(System.getProperty("entrepot.home"), "bin", "entrepot").toString());
        Outcome outcome = new Meter(STEP_MAX).run(SCRIPT, fleet.arguments(), fleet.directory(), environment, log);
        if (!outcome.isDone()) {
            troubles.add(type + ", " + senders + " senders failed: exit " + outcome.exit() + ", "
                    + String.join(" / ", Files.readAllLines(log, StandardCharsets.ISO_8859_1)));
            return;
        }
        Layout layout = Layout.read(Files.readAllLines(place.resolve("copy.json")),
                Files.readAllLines(place.resolve("filefrag"), StandardCharsets.ISO_8859_1));
        table.row(type, Integer.toString(senders), Integer.toString(fleet.images().size()), Long.toString(layout.extents()),
                Long.toString(layout.runs()), Long.toString(layout.switches()), Long.toString(layout.arrivalSwitches()));
    }
}
