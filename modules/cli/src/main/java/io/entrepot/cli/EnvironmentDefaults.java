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
        return option.usageHelp() || option.versionHelp() || MEANT_EACH_TIME.contains(option.longestName())
                ? Optional.empty() : Optional.of(variable(option.longestName()));
    }

    private static String variable(String option) {
        return "ENTREPOT_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
