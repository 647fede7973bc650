package io.entrepot.monitor.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.metrics.KafkaMetric;

/** Whether brokers answer: bytes that come in to any client of the process, which counts them. For any thread. */
final class KafkaContact {

    private static final String INCOMING_BYTES = "incoming-byte-total";

    /** What each client had received when it was asked last. */
    private final Map<KafkaMetric, Double> incoming = new ConcurrentHashMap<>();

    /** Whether it is one of those that tell. */
    boolean added(KafkaMetric metric) {
        // Clients count by node besides; those counts come and go.
        boolean tells = metric.metricName().name().equals(INCOMING_BYTES) && !metric.metricName().tags().containsKey("node-id");
        if (tells) {
            incoming.put(metric, 0.0);
        }
        return tells;
    }

    void removed(KafkaMetric metric) {
        incoming.remove(metric);
    }

    /** Whether anything has come since this was asked last. */
    synchronized boolean isHeard() {
        boolean heard = false;
        for (Map.Entry<KafkaMetric, Double> each : incoming.entrySet()) {
            double now = each.getKey().metricValue() instanceof Number bytes ? bytes.doubleValue() : 0;
            heard |= now > each.getValue();
            incoming.replace(each.getKey(), now);
        }
        return heard;
    }
}
