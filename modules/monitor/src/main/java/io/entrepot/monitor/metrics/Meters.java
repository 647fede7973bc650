package io.entrepot.monitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The figures of this process: ours, the JVM's and those of Kafka's clients. Told by any thread and cheaply, asked by whoever scrapes
 * them, and seen in JMX under the same names.
 */
public final class Meters implements AutoCloseable {

    /** Of a label that comes from a topic, which Prometheus keeps in memory for each series. */
    private static final int LABEL_CHARS_MAX = 200;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Metric, MultiGauge> rows = new EnumMap<>(Metric.class);
    private final MeterBeans beans = new MeterBeans();
    private final KafkaFigures.Subscription kafka;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /**
     * One of several series of a figure.
     *
     * @param labels in the order of the metric's
     */
    public record Row(double value, List<String> labels) {

        public static Row of(double value, String... labels) {
            return new Row(value, List.of(labels));
        }
    }

    /** @param common labels of every figure, by name */
    public Meters(Map<String, String> common) {
        registry.config().commonTags(common.entrySet().stream().map(each -> Tag.of(each.getKey(), each.getValue())).toList());
        registry.config().onMeterAdded(beans::added).onMeterRemoved(beans::removed);
        kafka = KafkaFigures.subscribe(registry);
        List.of(new JvmMemoryMetrics(), new JvmThreadMetrics(), new ClassLoaderMetrics(), new ProcessorMetrics(), new UptimeMetrics(),
                new FileDescriptorMetrics(), collections).forEach(binder -> binder.bindTo(registry));
    }

    /** Kafka settings that have a client tell its own figures here, over those the user gave. */
    public Map<String, String> kafkaSettings(Map<String, String> given) {
        return kafka.settings(given);
    }

    /** Whether a broker has answered any Kafka client of the process since this was asked last. */
    public boolean isKafkaHeard() {
        return kafka.contact().isHeard();
    }

    /** Makes a counter known before anything is counted: a figure that is missing is not 0 to Prometheus. */
    public void begin(Metric metric, String... labels) {
        counter(metric, labels);
    }

    /** Counts {@code amount} more; what is not above 0 is not counted. */
    public void add(Metric metric, double amount, String... labels) {
        if (amount > 0) {
            counter(metric, labels).increment(amount);
        }
    }

    /** A counter that somebody else keeps. */
    public void counted(Metric metric, DoubleSupplier count, String... labels) {
        check(metric, MetricKind.COUNTER);
        FunctionCounter.builder(metric.baseName(), count, DoubleSupplier::getAsDouble).tags(tags(metric, List.of(labels)))
                .description(metric.help()).register(registry);
    }

    /** A gauge, asked whenever somebody scrapes. */
    public void gauge(Metric metric, DoubleSupplier value, String... labels) {
        check(metric, MetricKind.GAUGE);
        Gauge.builder(metric.baseName(), value, DoubleSupplier::getAsDouble).tags(tags(metric, List.of(labels)))
                .description(metric.help()).strongReference(true).register(registry);
    }

    /** All series of a gauge at once: those that are not among them are gone. */
    public synchronized void rows(Metric metric, List<Row> values) {
        check(metric, MetricKind.GAUGE);
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        values.forEach(row -> all.add(MultiGauge.Row.of(tags(metric, row.labels()), row.value())));
        rows.computeIfAbsent(metric, any -> MultiGauge.builder(metric.baseName()).description(metric.help()).register(registry))
                .register(all, true);
    }

    /** Something has happened, and took so long. */
    public void took(Metric metric, long nanoseconds, String... labels) {
        check(metric, MetricKind.TIMER);
        Timer.builder(metric.baseName()).tags(tags(metric, List.of(labels))).description(metric.help()).register(registry)
                .record(Duration.ofNanos(nanoseconds));
    }

    /** In Prometheus' text form. */
    public String scrape() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    private Counter counter(Metric metric, String... labels) {
        check(metric, MetricKind.COUNTER);
        return Counter.builder(metric.baseName()).tags(tags(metric, List.of(labels))).description(metric.help()).register(registry);
    }

    private static void check(Metric metric, MetricKind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException(metric + " is a " + metric.kind() + " and no " + kind);
        }
    }

    private static Tags tags(Metric metric, List<String> labels) {
        if (labels.size() != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels() + ", not " + labels.size());
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String value = labels.get(i);
            tags.add(Tag.of(metric.labels().get(i), value.length() <= LABEL_CHARS_MAX ? value : value.substring(0, LABEL_CHARS_MAX)));
        }
        return Tags.of(tags);
    }

    @Override
    public void close() {
        kafka.close();
        collections.close();
        registry.close();
        beans.close();
    }
}
