package io.entrepot.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chapter as a page for man(1), in its own language. */
public final class ManualPage {

    private static final String BELOW_ALL = "entrepot";

    private final StringBuilder page = new StringBuilder();

    private ManualPage() {
    }

    /** @param version of the program, for the foot of the page */
    public static String of(Chapter chapter, String version) {
        return new ManualPage().write(chapter, version);
    }

    private String write(Chapter chapter, String version) {
        request("TH", chapter.page().toUpperCase(Locale.ROOT), "1", "", version, "Entrepot");
        // A name that is broken at a hyphen is not found by who searches for it, nor copied whole.
        request("nh");
        section("NAME");
        text(chapter.page() + " - " + chapter.paragraphs().stream().findFirst().orElse(chapter.name()).replaceFirst("\\.$", ""));
        section("SYNOPSIS");
        chapter.synopses().forEach(synopsis -> {
            request("PP");
            text(synopsis);
        });
        section("DESCRIPTION");
        chapter.paragraphs().forEach(paragraph -> {
            request("PP");
            text(paragraph);
        });
        if (!chapter.parameters().isEmpty()) {
            section("PARAMETERS");
            chapter.parameters().forEach(this::entry);
        }
        section("OPTIONS");
        chapter.settings().forEach(this::entry);
        if (!chapter.chapters().isEmpty()) {
            section("COMMANDS");
            chapter.chapters().forEach(below -> entry(below.page() + "(1)", below.paragraphs().stream().findFirst().orElse("")));
        }
        section("ENVIRONMENT");
        text("Every option for which a variable is named can come from it; a flag is set by true, and of an option that can be repeated one "
                + "stands on each line, unless its sentences say otherwise. The command line goes before the environment.");
        entry("ENTREPOT_JAVA_OPTIONS", "Words for the Java machine, as -Xmx2g.");
        section("EXIT STATUS");
        text("0 done, 1 failed, 2 wrong usage, 3 some images failed and the others are there, 130 interrupted, 143 ended by SIGTERM.");
        List<String> others = others(chapter);
        if (!others.isEmpty()) {
            section("SEE ALSO");
            text(others.stream().map(other -> other + "(1)").collect(Collectors.joining(", ")));
        }
        return page.toString();
    }

    private static List<String> others(Chapter chapter) {
        Optional<String> above = Optional.of(chapter.name()).filter(name -> name.contains(" "))
                .map(name -> name.substring(0, name.lastIndexOf(' ')).replace(' ', '-'));
        return Stream.concat(Stream.of(BELOW_ALL), above.stream()).distinct().filter(page -> !page.equals(chapter.page())).toList();
    }

    private void entry(Setting setting) {
        entry(setting.usage(), setting.sentences() + (setting.required() && !setting.names().isEmpty() ? " Required." : "")
                + setting.variable().map(variable -> " [" + variable + "]").orElse(""));
    }

    private void entry(String term, String sentences) {
        request("TP");
        page.append("\\fB").append(escaped(term)).append("\\fR\n");
        text(sentences);
    }

    private void section(String name) {
        request("SH", name);
    }

    private void request(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
    }

    private void text(String words) {
        String line = escaped(words);
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "").append(line).append('\n');
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ");
    }
}
