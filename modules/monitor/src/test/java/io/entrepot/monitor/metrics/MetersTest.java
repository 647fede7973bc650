package io.entrepot.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.monitor.metrics.Meters.Row;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetersTest {

    private final Meters meters = new Meters(Map.of("part", "test"));
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    @AfterEach
    void close() {
        meters.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachFigureIsScrapedUnderItsName(Metric metric) {
        // Given
        String[] labels = Stream.generate(() -> "x").limit(metric.labels().size()).toArray(String[]::new);

        // When
        switch (metric.kind()) {
            case COUNTER -> meters.add(metric, 7, labels);
            case GAUGE -> meters.gauge(metric, () -> 7, labels);
            case TIMER -> meters.took(metric, 7_000_000_000L, labels);
        }

        // Then
        String name = metric.prometheusName() + (metric.kind() == MetricKind.TIMER ? "_sum" : "");
        assertThat(meters.scrape().lines().filter(line -> line.startsWith(name + "{"))).singleElement().asString()
                .contains("part=\"test\"").endsWith(" 7.0");
        metric.labels().forEach(label -> assertThat(meters.scrape()).contains(label + "=\"x\""));
    }

    @Test
    void theSameFiguresAreInJmxUntilTheyAreGone() throws Exception {
        // Given
        meters.add(Metric.WRITER_IMAGES, 3, "committed");
        meters.took(Metric.WRITER_STEP, 2_000_000_000L, "force");
        ObjectName counter = new ObjectName("io.entrepot:name=entrepot_writer_images_total,outcome=\"committed\",part=\"test\"");
        ObjectName timer = new ObjectName("io.entrepot:name=entrepot_writer_step_seconds,step=\"force\",part=\"test\"");

        // Then
        assertThat(beans.getAttribute(counter, "Value")).isEqualTo(3.0);
        assertThat(beans.getAttribute(timer, "Count")).isEqualTo(1.0);
        assertThat(beans.getAttribute(timer, "TotalSeconds")).isEqualTo(2.0);
        assertThat(beans.getMBeanInfo(timer).getAttributes()).hasSize(3);

        // When
        meters.close();

        // Then
        assertThat(beans.queryNames(new ObjectName("io.entrepot:*"), null)).isEmpty();
    }

    @Test
    void rowsThatAreNoMoreAreGone() {
        // Given
        meters.rows(Metric.PARTITION_TURN, List.of(Row.of(1, "0", "a\"\n{evil}"), Row.of(2, "1", "b")));
        assertThat(turns()).hasSize(2).allMatch(line -> line.matches("\\w+\\{.*} [0-9.]+"));

        // When
        meters.rows(Metric.PARTITION_TURN, List.of(Row.of(3, "1", "b")));

        // Then
        assertThat(turns()).singleElement().asString().contains("image=\"b\"").endsWith(" 3.0");
    }

    @Test
    void aFigureIsWhatItIs() {
        assertThatThrownBy(() -> meters.add(Metric.FLEET_IMAGES, 1, "sending")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.add(Metric.WRITER_IMAGES, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theJvmTellsItsOwn() {
        assertThat(meters.scrape()).contains("jvm_memory_used_bytes{", "process_cpu_usage{", "jvm_gc_");
    }

    private List<String> turns() {
        return meters.scrape().lines().filter(line -> line.startsWith("entrepot_partition_turn_seconds{")).toList();
    }
}
