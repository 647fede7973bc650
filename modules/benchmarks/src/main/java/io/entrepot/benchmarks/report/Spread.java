package io.entrepot.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** Smallest, middle and largest of some figures; of an even number, the middle is the mean of the two there. */
public record Spread(double min, double median, double max) {

    /** @throws IllegalArgumentException when there are none */
    public static Spread of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
