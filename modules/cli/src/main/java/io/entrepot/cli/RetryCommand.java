package io.entrepot.cli;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.replay.ReplayJob;
import io.entrepot.replay.From;
import io.entrepot.replay.Replay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code entrepot retry}: what failed at a destination takes another turn. */
@Command(name = "retry", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Has images that failed at a destination take another turn there, from the interim topic: nothing is sent again, and"
            + " no agent need run. Images that were sent anew since are left alone.",
            "Exit code 0: all of them take a turn; 3: some or all cannot, and it says why."})
final class RetryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ReplayOptions options;

    RetryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return options.run(surroundings, From.START, new ReplayJob.Wanted(Replay::retry,
                "no image that fits has failed there, or it was sent anew since", ExitCode.DONE, "Whoever receives there does that"));
    }
}
