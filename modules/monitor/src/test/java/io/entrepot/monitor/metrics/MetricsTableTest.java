package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md and {@link Metric} say the same, both ways. */
class MetricsTableTest {

    @Test
    void theTableNamesEveryFigureAndNoOther() throws IOException {
        // Given
        List<String> table = Files.readAllLines(Path.of("../../docs/metrics.md")).stream().filter(line -> line.startsWith("| `entrepot_"))
                .map(line -> line.replaceFirst("^(\\|[^|]*\\|[^|]*\\|[^|]*)\\|[^|]*\\|", "$1|")).toList();

        // Then
        assertThat(table).containsExactlyElementsOf(Arrays.stream(Metric.values()).map(MetricsTableTest::row).toList());
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + metric.prometheusName() + "` | " + metric.kind().name().toLowerCase(Locale.ROOT) + " | " + labels + " | "
                + metric.help() + " |";
    }

    @Test
    void namesAreAsPrometheusAsks() {
        for (Metric metric : Metric.values()) {
            String name = metric.prometheusName();
            assertThat(name).matches("entrepot_[a-z]+(_[a-z]+)+");
            assertThat(name.endsWith("_total")).as("%s ends with _total", name).isEqualTo(metric.kind() == MetricKind.COUNTER);
            assertThat(name).as("base units").doesNotMatch(".*_(ms|millis|milliseconds|ns|kb|mb|kilobytes|megabytes|percent)(_total)?");
        }
    }
}
