package io.entrepot.benchmarks.peers;

import java.util.function.ToDoubleFunction;

/** A figure of a turn; seconds or bytes. */
enum Metric {

    THERE_SECONDS("thereSeconds", done -> done.there().wallNs() / 1e9),
    BACK_SECONDS("backSeconds", done -> done.back().wallNs() / 1e9),
    WALL_SECONDS("wallSeconds", done -> done.there().then(done.back()).wallNs() / 1e9),
    CPU_SECONDS("cpuSeconds", done -> done.there().then(done.back()).cpuNs() / 1e9),
    PEAK_BYTES("peakBytes", done -> done.there().then(done.back()).peakBytes()),
    /** 0 where nothing lies in between. */
    BETWEEN_BYTES("betweenBytes", done -> done.between().orElse(0));

    private final String key;
    private final ToDoubleFunction<Trial.Done> figure;

    Metric(String key, ToDoubleFunction<Trial.Done> figure) {
        this.key = key;
        this.figure = figure;
    }

    /** In JSON. */
    String key() {
        return key;
    }

    double of(Trial.Done turn) {
        return figure.applyAsDouble(turn);
    }
}
