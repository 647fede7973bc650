package io.entrepot.cli;

import io.entrepot.cli.cluster.Cancellable;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.report.Names;
import io.entrepot.monitor.FleetMonitor;
import io.entrepot.monitor.MonitorException;
import io.entrepot.monitor.MonitorSettings;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlVerb;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot cancel}. */
@Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Has the agents of a fleet give up images that they are sending, or would send; other images go on.",
            "Destinations remove what they have of them. What was sent whole cannot be cancelled. An image can be sent again later."})
final class CancelCommand implements Callable<Integer> {

    /** Of the images that a line names. */
    private static final int NAMED_MAX = 10;

    private final Surroundings surroundings;

    @Mixin
    private ImageOptions images;

    @Option(names = "--force", description = "Cancel whatever the whole fleet sends.")
    private boolean force;

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (images.isWholeFleet() && !force) {
            throw new UsageException("Say which images with --image GLOB, or --force for all that the fleet sends.");
        }
        Optional<Cancellable> known = look();
        if (known.isPresent() && known.get().sending().isEmpty() && !known.get().tooLate().isEmpty()) {
            throw new RefusedException("Nothing is cancelled: " + names(known.get().tooLate())
                    + (known.get().tooLate().size() == 1 ? " was sent whole" : " were sent whole")
                    + ", and destinations take it from the interim topic. Stop their writers to keep it from them.");
        }
        images.give(ControlVerb.CANCEL);
        surroundings.out().println("Ordered to cancel " + images.inWords() + ": agents that send them now give them up.");
        known.ifPresent(this::tell);
        return ExitCode.DONE;
    }

    private void tell(Cancellable known) {
        surroundings.out().println(known.sending().isEmpty()
                ? "None of them is being sent, as far as the topics tell; one that waits in an agent's list is left out."
                : "Being sent: " + names(known.sending()) + ".");
        if (!known.tooLate().isEmpty()) {
            surroundings.out().println("Sent whole, and therefore not cancelled: " + names(known.tooLate()) + ".");
        }
    }

    /** Empty where it cannot be known, which is no reason not to cancel. */
    private Optional<Cancellable> look() {
        MonitorSettings settings = new MonitorSettings(images.cluster().fleet().fleet(), Optional.empty(),
                MonitorSettings.JOURNAL_BYTES_DEFAULT);
        try (SchemaRegistry registry = images.cluster().registry();
                FleetMonitor monitor = new FleetMonitor(settings, images.cluster().kafka(), registry, System::currentTimeMillis)) {
            return Optional.of(Cancellable.of(monitor.look(), images.glob()));
        } catch (MonitorException e) {
            return Optional.empty();
        }
    }

    private static String names(SortedSet<String> names) {
        String first = names.stream().limit(NAMED_MAX).map(Names::printable).collect(Collectors.joining(", "));
        return names.size() > NAMED_MAX ? first + " and " + (names.size() - NAMED_MAX) + " more" : first;
    }
}
