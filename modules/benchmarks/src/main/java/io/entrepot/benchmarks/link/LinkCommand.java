package io.entrepot.benchmarks.link;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Ports;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.peers.Contest;
import io.entrepot.benchmarks.peers.Tool;
import io.entrepot.benchmarks.peers.Tools;
import io.entrepot.benchmarks.peers.Trial;
import io.entrepot.benchmarks.process.Meter;
import io.entrepot.benchmarks.process.Programs;
import io.entrepot.benchmarks.report.Figures;
import io.entrepot.benchmarks.report.TextTable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench link}. */
@Command(name = "link", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Moves the images of a directory over a link of some rate and length: an agent on the near side, broker and",
            "destination on the far one; and the same with rsync, and with restic over its REST server."})
public final class LinkCommand implements Callable<Integer> {

    private static final String ENTREPOT = "entrepot";
    private static final String NEAR = "127.0.0.2";
    private static final String FAR = "127.0.0.1";
    private static final Duration STEP_MAX = Duration.ofHours(12);

    @Parameters(paramLabel = "FLEET", description = "The directory that holds the images.")
    private Path directory;

    @Option(names = "--rate", paramLabel = "RATE", description = "What the link carries each way (default: ${DEFAULT-VALUE}).")
    private String rate = "200Mbit";

    @Option(names = "--rtt", paramLabel = "TIME", description = "What a round trip takes (default: ${DEFAULT-VALUE}).")
    private String rtt = "80ms";

    @Option(names = "--tools", paramLabel = "NAME", split = ",",
            description = "Of entrepot, rsync, rsync-z and restic, these (default: all).")
    private List<String> names = List.of();

    @Option(names = "--work", paramLabel = "DIR", description = "Where stores and results are made, and removed (default: beside FLEET).")
    private Path work;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LinkShape shape = LinkShape.parse(rate, rtt);
        Fleet fleet = Fleet.in(directory);
        for (String name : names) {
            if (!name.equals(ENTREPOT) && Tools.overALink().stream().noneMatch(tool -> tool.name().equals(name))) {
                throw BenchException.usage("Nothing named " + name + " crosses a link here.");
            }
        }
        List<Tool> tools = Tools.overALink().stream().filter(tool -> wants(tool.name())).toList();
        Path entrepot = Path.of(System.getProperty("entrepot.home"), "bin", "entrepot");
        List<Crossing> crossings = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        try (Scratch scratch = Scratch.below(work == null ? fleet.directory().getParent() : work)) {
            Programs.install(tools.stream().filter(tool -> !Programs.areThere(tool.programs())).flatMap(tool -> tool.packages().stream())
                    .distinct().toList(), scratch.directory().resolve("install.log"));
            if (wants(ENTREPOT)) {
                try {
                    crossings.add(new EntrepotCrossing(fleet, scratch, entrepot, shape).run());
                } catch (BenchException e) {
                    troubles.add("entrepot failed: " + e.getMessage());
                }
            }
            Contest contest = new Contest(fleet, scratch, entrepot, new Meter(STEP_MAX));
            for (Tool tool : tools) {
                cross(tool, contest, shape, crossings, troubles);
            }
        }
        table(crossings, shape).forEach(System.out::println);
        troubles.forEach(System.out::println);
        return troubles.isEmpty() ? 0 : 1;
    }

    private boolean wants(String name) {
        return names.isEmpty() || names.contains(name);
    }

    private static void cross(Tool tool, Contest contest, LinkShape shape, List<Crossing> crossings, List<String> troubles)
            throws IOException {
        if (!Programs.areThere(tool.programs())) {
            troubles.add(tool.name() + " failed: not installed: on Debian and Ubuntu, apt-get install " + String.join(" ", tool.packages()));
            return;
        }
        int port = Ports.free();
        try (Link link = new Link(InetAddress.getByName(NEAR), InetAddress.getByName(FAR), shape)) {
            link.open(port);
            Trial trial = contest.run(tool, NEAR, port);
            if (trial instanceof Trial.Done done) {
                double there = done.there().wallNs() / 1e9;
                crossings.add(new Crossing(tool.name(), there, there + done.back().wallNs() / 1e9, link.upBytes(), link.downBytes()));
            } else if (trial instanceof Trial.Failed failed) {
                troubles.add(tool.name() + " failed: " + failed.why());
            }
        }
    }

    static List<String> table(List<Crossing> crossings, LinkShape shape) {
        TextTable table = new TextTable("", "there s", "restored s", "up MB", "down MB", "bare s", "x bare", "used %");
        for (Crossing each : crossings) {
            table.row(each.tool(), Figures.digits(each.thereSeconds()), Figures.digits(each.wholeSeconds()), Figures.megabytes(each.upBytes()),
                    Figures.megabytes(each.downBytes()), Figures.digits(shape.seconds(each.upBytes())), Figures.digits(each.overBare(shape)),
                    Figures.digits(100 * each.used(shape)));
        }
        return table.lines();
    }
}
