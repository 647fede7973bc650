package io.entrepot.monitor.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Has Kafka's clients tell their figures: producers, consumers, Streams and the clients within it. Kafka makes it by its name, which
 * stands in the clients' settings, so that no part has to hand out the clients that it makes. Names are those that Micrometer's own
 * binders give: {@code kafka_consumer_fetch_manager_records_lag}.
 */
public final class KafkaFigures implements MetricsReporter {

    /** Names who is told. */
    private static final String SETTING = "entrepot.meters";
    private static final String REPORTERS = "metric.reporters";

    /**
     * Of each client: one of a cluster with thousands of partitions would make a page of figures that nobody can scrape. Not of the process,
     * which has some 1,300 with one partition and hundreds more with each further one, and would lack those of whichever client comes last.
     */
    private static final int METERS_MAX = 4_000;

    private static final Map<String, Subscription> SUBSCRIPTIONS = new ConcurrentHashMap<>();

    /** What comes and goes with every connection is left out, as is what only says the version. */
    private static final Set<String> LEFT_OUT = Set.of("app-info", "kafka-metrics-count", "admin-client-metrics", "admin-client-node-metrics",
            "producer-node-metrics", "consumer-node-metrics");

    /** Kafka has the same names with and without these; to Prometheus an empty label is none. */
    private static final Map<String, List<String>> OFTEN_MISSING = Map.of("consumer-fetch-manager-metrics", List.of("topic", "partition"));

    private final Map<KafkaMetric, Meter> meters = new ConcurrentHashMap<>();
    private MeterRegistry registry;
    private KafkaContact contact = new KafkaContact();
    private final Set<KafkaMetric> incoming = ConcurrentHashMap.newKeySet();

    /**
     * From when figures are taken until it is closed.
     *
     * @param registry takes them
     * @param contact  is told what tells whether brokers answer
     */
    record Subscription(String id, MeterRegistry registry, KafkaContact contact) implements AutoCloseable {

        Map<String, String> settings(Map<String, String> given) {
            Map<String, String> all = new HashMap<>(given);
            // Kafka's own stays: without being named it is gone as soon as another one is.
            all.merge(REPORTERS, JmxReporter.class.getName() + "," + KafkaFigures.class.getName(),
                    (theirs, ours) -> theirs + "," + KafkaFigures.class.getName());
            all.put(SETTING, id);
            return all;
        }

        @Override
        public void close() {
            SUBSCRIPTIONS.remove(id);
        }
    }

    static Subscription subscribe(MeterRegistry registry) {
        Subscription subscription = new Subscription(UUID.randomUUID().toString(), registry, new KafkaContact());
        SUBSCRIPTIONS.put(subscription.id(), subscription);
        return subscription;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        Object id = settings.get(SETTING);
        Subscription subscription = id == null ? null : SUBSCRIPTIONS.get(id.toString());
        registry = subscription == null ? null : subscription.registry();
        contact = subscription == null ? new KafkaContact() : subscription.contact();
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        if (contact.added(metric)) {
            incoming.add(metric);
        }
        String group = metric.metricName().group();
        if (registry == null || LEFT_OUT.contains(group) || meters.size() >= METERS_MAX || !(metric.metricValue() instanceof Number)) {
            return;
        }
        String name = name(group, metric.metricName().name());
        List<Tag> tags = tags(group, metric.metricName().tags());
        if (name.endsWith("_total")) {
            meters.put(metric, FunctionCounter.builder(name.substring(0, name.length() - "_total".length()), metric, KafkaFigures::value)
                    .tags(tags).description(metric.metricName().description()).register(registry));
        } else {
            meters.put(metric, Gauge.builder(name, metric, KafkaFigures::value).tags(tags)
                    .description(metric.metricName().description()).register(registry));
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        contact.removed(metric);
        incoming.remove(metric);
        Meter meter = meters.remove(metric);
        if (meter != null) {
            registry.remove(meter);
        }
    }

    @Override
    public void close() {
        meters.values().forEach(registry::remove);
        incoming.forEach(contact::removed);
        meters.clear();
    }

    private static double value(KafkaMetric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static String name(String group, String name) {
        return ("kafka_" + group.replaceFirst("-metrics$", "") + "_" + name).replaceAll("[^a-zA-Z0-9]+", "_");
    }

    private static List<Tag> tags(String group, Map<String, String> given) {
        List<Tag> tags = new ArrayList<>();
        Set<String> keys = new TreeSet<>(given.keySet());
        keys.addAll(OFTEN_MISSING.getOrDefault(group, List.of()));
        keys.forEach(key -> tags.add(Tag.of(key.replaceAll("[^a-zA-Z0-9]+", "_"), given.getOrDefault(key, ""))));
        return tags;
    }
}
