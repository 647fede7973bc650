package io.entrepot.cli;

import io.entrepot.cli.manual.Chapter;
import io.entrepot.cli.manual.ManualPage;
import io.entrepot.cli.manual.SettingsReference;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.image.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code entrepot manual}: what {@code --help} says, as documents. */
@Command(name = "manual", mixinStandardHelpOptions = true, sortOptions = false,
        customSynopsis = "entrepot manual [OPTIONS] [COMMAND...]",
        description = {"Prints the manual page of a command: entrepot manual send | man -l -",
            "All pages go to a directory with --pages; man(1) finds them below one of its own."})
final class ManualCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND...", hideParamSyntax = true, description = "Which command's, as topics create.")
    private List<String> command = List.of();

    @Option(names = "--pages", paramLabel = "DIR", description = "Write the pages of all commands there, as entrepot-send.1.")
    private Path directory;

    @Option(names = "--settings", description = "Print the reference of all settings instead, in Markdown.")
    private boolean settings;

    ManualCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        // Another line without an environment: what is set here has no place in a document.
        Chapter all = Chapter.of(Main.line(surroundings, Map.of()), EnvironmentDefaults::variableOf);
        String version = new Version().getVersion()[0];
        if (directory != null) {
            all.all().forEach(chapter -> write(chapter, version));
        } else {
            surroundings.out().print(settings ? SettingsReference.of(all) : ManualPage.of(chosen(all), version));
        }
        return ExitCode.DONE;
    }

    private Chapter chosen(Chapter all) {
        String name = (all.name() + " " + String.join(" ", command)).strip();
        return all.all().stream().filter(chapter -> chapter.name().equals(name)).findFirst()
                .orElseThrow(() -> new UsageException("There is no command \"" + name + "\": see " + spec.root().name() + " --help."));
    }

    private void write(Chapter chapter, String version) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(chapter.page() + ".1"), ManualPage.of(chapter, version));
        } catch (IOException e) {
            throw new RefusedException("The manual pages cannot be written to " + directory + ": " + Reasons.of(e) + ".", e);
        }
    }
}
