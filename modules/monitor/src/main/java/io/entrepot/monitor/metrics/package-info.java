/**
 * The figures that every part gives: {@link io.entrepot.monitor.metrics.Metric} names them, {@link io.entrepot.monitor.metrics.Meters}
 * keeps them for Prometheus and JMX, {@link io.entrepot.monitor.metrics.KafkaFigures} adds those of Kafka's own clients. Micrometer is
 * known here and nowhere else, and loaded only where somebody asked for figures.
 */
package io.entrepot.monitor.metrics;
