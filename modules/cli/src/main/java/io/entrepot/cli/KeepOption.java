package io.entrepot.cli;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.destination.WriterSettings;
import picocli.CommandLine.Option;

/** What becomes of a generation that a newer one takes the place of. */
final class KeepOption {

    @Option(names = "--keep-generations", paramLabel = "N", description = "When a newer generation of an image takes its place, keep so many older"
            + " ones beside it, as .NAME.NUMBER.GENERATION.kept (default: none).")
    private int generations;

    /** @throws UsageException when it cannot be so many */
    int generations() {
        if (generations < 0 || generations > WriterSettings.KEEP_GENERATIONS_MAX) {
            throw new UsageException("--keep-generations is from 0 to " + WriterSettings.KEEP_GENERATIONS_MAX + ", not " + generations + ".");
        }
        return generations;
    }
}
