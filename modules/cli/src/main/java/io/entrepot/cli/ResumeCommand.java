package io.entrepot.cli;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.wire.ControlVerb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot resume}. */
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Has the agents of a fleet go on with images that were paused, where they stopped."})
final class ResumeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ImageOptions images;

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        images.give(ControlVerb.RESUME);
        surroundings.out().println("Resumed " + images.inWords() + ".");
        return ExitCode.DONE;
    }
}
