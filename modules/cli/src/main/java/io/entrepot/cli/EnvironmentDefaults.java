package io.entrepot.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that is not given is taken from the environment: {@code --zstd-level} from {@code ENTREPOT_ZSTD_LEVEL}. Not so what somebody
 * has to mean each time.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final Set<String> MEANT_EACH_TIME = Set.of("--force", "--take-over");

    /** What a writer is given for good replaces files whole; that verify undoes what somebody wrote to them is another matter. */
    private static final String MEANT_EACH_TIME_HERE = "verify --overwrite";

    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        // Composing files and units set variables to nothing where they mean none.
        return argument instanceof OptionSpec option ? variableOf(option).map(environment::get).filter(value -> !value.isBlank()).orElse(null) : null;
    }

    /** The variable that the option is taken from where it is not given; none for what somebody has to mean each time. */
    static Optional<String> variableOf(OptionSpec option) {
        return option.usageHelp() || option.versionHelp() || isMeantEachTime(option)
                ? Optional.empty() : Optional.of(variable(option.longestName()));
    }

    private static boolean isMeantEachTime(OptionSpec option) {
        String name = option.longestName();
        return MEANT_EACH_TIME.contains(name)
                || option.command() != null && MEANT_EACH_TIME_HERE.equals(option.command().name() + " " + name);
    }

    private static String variable(String option) {
        return "ENTREPOT_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
