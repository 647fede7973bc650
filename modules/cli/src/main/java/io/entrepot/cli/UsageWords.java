package io.entrepot.cli;

import io.entrepot.cli.report.Names;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, as one sentence that says the way out, like every other refusal. */
final class UsageWords {

    private UsageWords() {
    }

    static String of(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return Names.printable(unmatched(unmatched));
        } else if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
            return missing(missing.getMissing());
        } else if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice.";
        } else if (e.getArgSpec() != null && e.getValue() != null) {
            return Names.printable(name(e.getArgSpec()) + wanted(e.getArgSpec()) + ", and not " + e.getValue() + ".");
        }
        return e.getMessage();
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String meant = e.getSuggestions().isEmpty() ? "" : " Was " + e.getSuggestions().get(0) + " meant?";
        if (e.isUnknownOption()) {
            return command + " has no option " + first + "." + meant;
        } else if (e.getCommandLine().getSubcommands().isEmpty()) {
            return command + " takes no argument " + first + ".";
        }
        return command + " has no command " + first + ": it has " + String.join(", ", e.getCommandLine().getSubcommands().keySet()) + "." + meant;
    }

    private static String missing(List<ArgSpec> missing) {
        ArgSpec first = missing.get(0);
        return first.isOption() && !first.required() ? name(first) + " takes a value: " + name(first) + " " + first.paramLabel() + "."
                : "Give " + missing.stream().map(each -> each.isOption() ? name(each) + " " + each.paramLabel() : each.paramLabel())
                        .collect(Collectors.joining(" and ")) + ".";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String wanted(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type.isEnum()) {
            return " takes one of " + StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        } else if (type == boolean.class || type == Boolean.class) {
            return " takes no value but true or false";
        }
        boolean whole = type == int.class || type == Integer.class || type == long.class || type == Long.class;
        return whole ? " takes a whole number" : " takes " + argument.paramLabel();
    }
}
