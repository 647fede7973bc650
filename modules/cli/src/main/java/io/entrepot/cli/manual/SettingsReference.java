package io.entrepot.cli.manual;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All settings of all commands as one table, each once for all commands that declare it alike. */
public final class SettingsReference {

    /** These every command has, and they set nothing. */
    private static final List<String> ASIDE = List.of("--help", "--version");

    private static final String HEAD = """
            # Settings

            Every setting of every command, made from their declarations by `bin/entrepot manual --settings`; a test holds this page against them.

            An option that is not given on the command line is taken from the environment variable below its name. A flag is set there by `true`;
            of an option that can be repeated, one value stands on each line, unless its sentences say otherwise. Where no variable stands, the
            option has to be meant each time. Besides, `bin/entrepot` heeds `ENTREPOT_JAVA_OPTIONS` (words for the Java machine), `JAVA_HOME`, and `XDG_STATE_HOME` as the directory
            above `entrepot` where state goes unless `--state` says. Kafka's own settings go into `--command-config` and `--command-property`.

            | option and variable | of | what it says |
            | --- | --- | --- |
            """;

    private SettingsReference() {
    }

    /** @param root the command above all others */
    public static String of(Chapter root) {
        Map<Setting, List<String>> commands = new LinkedHashMap<>();
        for (Chapter chapter : root.all()) {
            for (Setting setting : chapter.settings()) {
                if (!ASIDE.contains(setting.longestName())) {
                    commands.computeIfAbsent(setting, any -> new ArrayList<>()).add(chapter.name().replaceFirst("^\\S+ ", ""));
                }
            }
        }
        return HEAD + commands.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().longestName()))
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String row(Setting setting, Collection<String> commands) {
        return "| `" + setting.usage() + "`" + setting.variable().map(variable -> "<br>`" + variable + "`").orElse("")
                + " | " + String.join(", ", commands)
                + " | " + cell(setting.sentences()) + (setting.required() ? " Required." : "") + " |\n";
    }

    private static String cell(String sentences) {
        return sentences.replace("|", "\\|").replace("<", "&lt;");
    }
}
