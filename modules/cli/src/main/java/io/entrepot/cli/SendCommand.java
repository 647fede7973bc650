package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.Machine;
import io.entrepot.cli.cluster.SendJob;
import io.entrepot.cli.cluster.SendRequest;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.text.ByteCounts;
import io.entrepot.cli.text.Rates;
import io.entrepot.cli.watch.Watch;
import io.entrepot.source.place.Placing;
import io.entrepot.source.space.SpaceBounds;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code entrepot send}: the agent. */
@Command(name = "send", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = {"entrepot send [OPTIONS] IMAGES...", "entrepot send [OPTIONS] --manifest FILE"},
        description = {"Sends disk images to the interim topic of a fleet: each block that the fleet has not sent before, and references.",
            "Interrupted or killed, it goes on where it stopped when the same command is run again."})
final class SendCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "0..*", paramLabel = "IMAGES...", hideParamSyntax = true, description = "Files, or directories of files.")
    private List<Path> images = List.of();

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--root", paramLabel = "DIR",
            description = "Images keep their paths below this directory (default: a file keeps its name, what lies in a directory "
                    + "its path below that).")
    private Path root;

    @Option(names = "--manifest", paramLabel = "FILE",
            description = {"A file that lists the images, a JSON object on each line: source, and where wanted name, partition, priority, as in",
                "{\"source\": \"/srv/vm/a.raw\", \"name\": \"rack1/a.raw\", \"partition\": 0, \"priority\": 5}"})
    private Path manifest;

    @Option(names = "--agent", paramLabel = "NAME",
            description = "This agent's name, the same in every run and no other's in the fleet (default: this machine's name).")
    private String agent;

    @Option(names = "--state", paramLabel = "DIR",
            description = "Where the index of the fleet's blocks and a log are kept (default: below ~/.local/state/entrepot).")
    private Path state;

    @Option(names = "--partition", paramLabel = "N",
            description = "Where images go for which the manifest says nothing, counted from 0 (default: to where they have been, else by the hash "
                    + "of their names).")
    private Integer partition;

    @Option(names = "--placement", paramLabel = "RULE",
            description = {"Where images go that are new to the fleet and for which no partition is given (default: name): by the hash of their",
                "name, or similar, to the partition that knows most of a sample of their blocks. One of ${COMPLETION-CANDIDATES}."})
    private Placing placing = Placing.NAME;

    @Option(names = "--priority", paramLabel = "N",
            description = "Images of a higher one take their turn at destinations first (default: ${DEFAULT-VALUE}).")
    private int priority;

    @Option(names = "--rate", paramLabel = "RATE",
            description = "Send no more than this in a second, as 500Mbit or 60MiB/s (default: what entrepot rate said last, or no limit).")
    private String rate;

    @Option(names = "--interim-bytes-max", paramLabel = "SIZE",
            description = {"Pause while the interim topic has more than this, as 500GB or 2TiB, replicas not counted; go on when it was",
                "trimmed to somewhat less."})
    private String interimBytesMax;

    @Option(names = "--broker-free-min", paramLabel = "SIZE",
            description = "Pause while a broker's disk that the interim topic lies on has less than this left.")
    private String brokerFreeMin;

    @Option(names = "--again", description = {
            "Send anew, from its beginning, what was sent before and has not changed, as for a destination that lost it.",
            "To go on after an interruption, leave it out."})
    private boolean again;

    @Option(names = "--precopy",
            description = {"Only publish the blocks of images, which may be in use, so that sending them when they have stopped is short.",
                "Nothing of this arrives at a destination."})
    private boolean precopy;

    @Option(names = "--take-over", description = "Send images that belong to another agent too; they are this one's from then on.")
    private boolean takeOver;

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Option(names = "--wait", paramLabel = "DESTINATION",
            description = "Wait until this destination has written each image, or said why not; exit code 3 if it has not written some or all.")
    private String destination;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    private OptionalLong rate() {
        try {
            return rate == null ? OptionalLong.empty() : OptionalLong.of(Rates.parse(rate).orElse(Long.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static OptionalLong bytes(String option, String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(ByteCounts.parse(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    @Override
    public Integer call() {
        FleetTopics fleet = cluster.fleet();
        KafkaSettings kafka = cluster.kafka();
        if (partition != null && partition < 0) {
            throw new UsageException("--partition is counted from 0, and cannot be " + partition + ".");
        }
        if (images.isEmpty() == (manifest == null)) {
            throw new UsageException("Name the images, or a file that lists them with --manifest"
                    + (manifest == null ? "." : ", and not both."));
        }
        if (manifest != null && root != null) {
            throw new UsageException("With --manifest there is no --root: the manifest gives the names.");
        }
        if (precopy && destination != null) {
            throw new UsageException("With --precopy there is nothing to --wait for: no destination receives it.");
        }
        if (destination != null) {
            TopicPart.check("destination", destination);
        }
        SendRequest request = new SendRequest(images, Optional.ofNullable(root), Optional.ofNullable(manifest), agent == null ? Machine.name() : agent,
                Optional.ofNullable(state), partition == null ? OptionalInt.empty() : OptionalInt.of(partition), placing, priority, again, precopy, takeOver, rate(),
                new SpaceBounds(bytes("--interim-bytes-max", interimBytesMax), bytes("--broker-free-min", brokerFreeMin)),
                sending.parallel(), sending.threads(), sending.zstdLevels(), sending.chunker(), Optional.ofNullable(destination));
        try (SchemaRegistry registry = cluster.registry(); Watch watch = http.watch("send", Optional.of(fleet.fleet()), Optional.empty());
                Display display = surroundings.display(json)) {
            watch.url().ifPresent(url -> display.note("Watched at " + url));
            return new SendJob(request, display, surroundings.interruption(), watch).run(watch.over(kafka), fleet, registry);
        }
    }
}
