package io.entrepot.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot receive}: resequencer and writers in one process. */
@Command(name = "receive", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Does what resequence and write do, in one process, until it is stopped."})
final class ReceiveCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DestinationOptions destination;

    @Mixin
    private VolumeOptions volumes;

    ReceiveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return destination.run(surroundings, true, Optional.of(volumes.writing(surroundings.tap())));
    }
}
