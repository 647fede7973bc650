package io.entrepot.cli;

import java.util.Locale;
import java.util.Map;
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
        if (argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
                && !MEANT_EACH_TIME.contains(option.longestName())) {
            return environment.get(variable(option.longestName()));
        }
        return null;
    }

    static String variable(String option) {
        return "ENTREPOT_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
