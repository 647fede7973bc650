package io.entrepot.cli;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.wire.ControlVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot pause}. */
@Command(name = "pause", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Has the agents of a fleet send no more of its images, or of some, until they are resumed.",
            "What they have read is committed; agents that are started later heed it too. Destinations go on with what was sent."})
final class PauseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ImageOptions images;

    PauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        images.give(ControlVerb.PAUSE);
        surroundings.out().println("Paused " + images.inWords() + ": agents stop within a second or so, and stay so over restarts until entrepot resume.");
        return ExitCode.DONE;
    }
}
