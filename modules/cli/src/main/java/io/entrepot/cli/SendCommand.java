package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.cluster.Machine;
import io.entrepot.cli.cluster.SendJob;
import io.entrepot.cli.cluster.SendRequest;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.report.Display;
import io.entrepot.cli.text.Rates;
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
        customSynopsis = "entrepot send [OPTIONS] IMAGES...",
        description = {"Sends disk images to the interim topic of a fleet: each block that the fleet has not sent before, and references.",
            "Interrupted or killed, it goes on where it stopped when the same command is run again."})
final class SendCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "IMAGES...", hideParamSyntax = true, description = "Files, or directories of files.")
    private List<Path> images;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--root", paramLabel = "DIR",
            description = "Images keep their paths below this directory (default: a file keeps its name, what lies in a directory "
                    + "its path below that).")
    private Path root;

    @Option(names = "--agent", paramLabel = "NAME",
            description = "This agent's name, the same in every run and no other's in the fleet (default: this machine's name).")
    private String agent;

    @Option(names = "--state", paramLabel = "DIR",
            description = "Where the index of the fleet's blocks and a log are kept (default: below ~/.local/state/entrepot).")
    private Path state;

    @Option(names = "--partition", paramLabel = "N",
            description = "Where these images go, counted from 0 (default: by the hash of their names).")
    private Integer partition;

    @Option(names = "--priority", paramLabel = "N",
            description = "Images of a higher one take their turn at destinations first (default: ${DEFAULT-VALUE}).")
    private int priority;

    @Option(names = "--rate", paramLabel = "RATE",
            description = "Send no more than this in a second, as 500Mbit or 60MiB/s (default: what entrepot rate said last, or no limit).")
    private String rate;

    @Option(names = "--again", description = "Send anew what was sent before and has not changed, as for a destination that lost it.")
    private boolean again;

    @Mixin
    private SendingOptions sending = new SendingOptions();

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

    @Override
    public Integer call() {
        FleetTopics fleet = cluster.fleet();
        KafkaSettings kafka = cluster.kafka();
        if (partition != null && partition < 0) {
            throw new UsageException("--partition is counted from 0, and cannot be " + partition + ".");
        }
        SendRequest request = new SendRequest(images, Optional.ofNullable(root), agent == null ? Machine.name() : agent,
                Optional.ofNullable(state), partition == null ? OptionalInt.empty() : OptionalInt.of(partition), priority, again, rate(),
                sending.parallel(), sending.threads(), sending.zstdLevel(), sending.chunker());
        try (SchemaRegistry registry = cluster.registry(); Display display = surroundings.display(json)) {
            return new SendJob(request, display, surroundings.interruption()).run(kafka, fleet, registry);
        }
    }
}
