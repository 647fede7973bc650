package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in deploy/ for Prometheus and Grafana. bin/test installs promtool. */
class AlarmsTest {

    private static final Path DEPLOY = Path.of("../../deploy");
    private static final Path RULES = DEPLOY.resolve("prometheus/entrepot.rules.yml");
    private static final Pattern FIGURE = Pattern.compile("\\bentrepot_[a-z_]+");
    private static final Pattern ALARM = Pattern.compile("- alert: (\\w+)");

    @ParameterizedTest
    @CsvSource({"test, rules, entrepot.rules.test.yml", "check, rules, entrepot.rules.yml", "check, config, prometheus.yml"})
    void prometheusOwnToolFindsNoFault(String verb, String what, String file) throws Exception {
        Process tool = new ProcessBuilder("promtool", verb, what, file).directory(RULES.getParent().toFile()).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes());

        assertThat(tool.waitFor()).as(said).isZero();
    }

    @Test
    void eachAlarmIsTriedAndExplainedAndNoOtherIs() throws IOException {
        Set<String> alarms = found(ALARM, RULES);

        assertThat(alarms).isNotEmpty();
        assertThat(found(Pattern.compile("alertname: (\\w+)"), DEPLOY.resolve("prometheus/entrepot.rules.test.yml"))).isEqualTo(alarms);
        assertThat(found(Pattern.compile("`(Entrepot\\w+)` \\|"), Path.of("../../docs/alarms.md"))).isEqualTo(alarms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus/entrepot.rules.yml", "grafana/entrepot.json"})
    void figuresThatAreAskedForAreThere(String file) throws IOException {
        Set<String> known = Arrays.stream(Metric.values()).map(Metric::prometheusName).collect(Collectors.toCollection(TreeSet::new));
        Set<String> asked = Pattern.compile(FIGURE.pattern()).matcher(Files.readString(DEPLOY.resolve(file))).results().map(MatchResult::group)
                .map(name -> known.contains(name) ? name : name.replaceFirst("_(count|sum|max)$", "")).collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty();
        assertThat(known).containsAll(asked);
    }

    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
