package io.entrepot.monitor.metrics;

/** What can be done with a figure. */
public enum MetricKind {
    /** Only grows, from the start of the process. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** How often and how long: {@code _count}, {@code _sum} and, lately, {@code _max}. */
    TIMER
}
