package io.entrepot.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The commands by their names, in the order in which help shows them. To make one is to look at all its options, a hundredth of a second
 * and more, so that a process makes only those that it needs.
 */
final class Commands {

    private static final Map<String, Function<Surroundings, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("copy", CopyCommand::new);
        ALL.put("estimate", EstimateCommand::new);
        ALL.put("demo", DemoCommand::new);
        ALL.put("topics", TopicsCommand::with);
        ALL.put("send", SendCommand::new);
        ALL.put("resequence", ResequenceCommand::new);
        ALL.put("write", WriteCommand::new);
        ALL.put("receive", ReceiveCommand::new);
        ALL.put("broker", BrokerCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("pause", PauseCommand::new);
        ALL.put("resume", ResumeCommand::new);
        ALL.put("cancel", CancelCommand::new);
        ALL.put("rate", RateCommand::new);
        ALL.put("retry", RetryCommand::new);
        ALL.put("replay", ReplayCommand::new);
        ALL.put("reset", ResetCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("manual", ManualCommand::new);
        ALL.put("help", none -> new CommandLine.HelpCommand());
    }

    private Commands() {
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** Those that a process needs whose first argument this is: the one, or all where it is none or tells of the others. */
    static Set<String> neededFor(String argument) {
        return ALL.containsKey(argument) && !argument.equals("help") ? Set.of(argument) : names();
    }

    /** @param name one of {@link #names} */
    static Object make(String name, Surroundings surroundings) {
        return ALL.get(name).apply(surroundings);
    }
}
