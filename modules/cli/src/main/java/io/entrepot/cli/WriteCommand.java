package io.entrepot.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot write}: the writers. */
@Command(name = "write", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Writes the images of a fleet that are passed on to a destination, each in one pass and verified, until it is stopped.",
            "A partition has one writer: another one that is started takes its place, unless both say --group."})
final class WriteCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DestinationOptions destination;

    @Mixin
    private VolumeOptions volumes;

    WriteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return destination.run(surroundings, false, Optional.of(volumes.writing(surroundings.tap())));
    }
}
