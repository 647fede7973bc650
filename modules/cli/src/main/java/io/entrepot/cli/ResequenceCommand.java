package io.entrepot.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot resequence}: the resequencer. */
@Command(name = "resequence", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Passes the images of a fleet on to a destination's writer, one after the other, until it is stopped.",
            "Several processes with the same fleet and destination share the partitions."})
final class ResequenceCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DestinationOptions destination;

    ResequenceCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return destination.run(surroundings, true, Optional.empty());
    }
}
