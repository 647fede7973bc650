package io.entrepot.cli.manual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What is declared of one command.
 *
 * @param name       with those of the commands above it: {@code entrepot topics create}
 * @param synopses   how it is called
 * @param paragraphs what it does
 * @param parameters what comes without an option's name
 * @param settings   its options
 * @param chapters   commands below it
 */
public record Chapter(String name, List<String> synopses, List<String> paragraphs, List<Setting> parameters, List<Setting> settings,
        List<Chapter> chapters) {

    /**
     * Reads the declarations of a command and of all below it.
     *
     * @param variable which of the environment's an option is taken from
     */
    public static Chapter of(CommandLine line, Function<OptionSpec, Optional<String>> variable) {
        CommandSpec spec = line.getCommandSpec();
        List<Chapter> below = line.getSubcommands().values().stream().map(each -> of(each, variable)).toList();
        List<Setting> parameters = spec.positionalParameters().stream()
                .map(each -> new Setting(List.of(), each.paramLabel(), Optional.empty(), each.required(), sentences(each))).toList();
        List<Setting> settings = spec.options().stream().filter(option -> !option.hidden()).map(option -> new Setting(
                Stream.of(option.names()).sorted(Comparator.comparingInt(String::length)).toList(),
                option.arity().max() == 0 ? "" : option.paramLabel(), variable.apply(option), option.required(), sentences(option))).toList();
        return new Chapter(spec.qualifiedName(), synopses(spec), List.of(spec.usageMessage().description()), parameters, settings, below);
    }

    /** The file that man(1) looks for, without its section: {@code entrepot-topics-create}. */
    public String page() {
        return name.replace(' ', '-');
    }

    /** This one and all below it. */
    public List<Chapter> all() {
        List<Chapter> all = new ArrayList<>(List.of(this));
        chapters.forEach(chapter -> all.addAll(chapter.all()));
        return all;
    }

    private static List<String> synopses(CommandSpec spec) {
        if (spec.usageMessage().customSynopsis().length > 0) {
            return List.of(spec.usageMessage().customSynopsis());
        }
        String parameters = spec.positionalParameters().stream().map(ArgSpec::paramLabel).map(" "::concat).collect(Collectors.joining());
        return List.of(spec.qualifiedName() + " [OPTIONS]" + parameters + (spec.subcommands().isEmpty() ? "" : " COMMAND"));
    }

    /** As --help shows them: two names stand for what the declaration says elsewhere. */
    private static String sentences(ArgSpec argument) {
        String text = String.join(" ", argument.description()).replace("%%", "%");
        if (text.contains("${DEFAULT-VALUE}")) {
            text = text.replace("${DEFAULT-VALUE}", argument.defaultValueString(true));
        }
        if (argument.completionCandidates() != null) {
            text = text.replace("${COMPLETION-CANDIDATES}",
                    StreamSupport.stream(argument.completionCandidates().spliterator(), false).collect(Collectors.joining(", ")));
        }
        return ",".equals(argument.splitRegex()) && !text.contains("separated by commas") ? text + " Several are separated by commas." : text;
    }
}
