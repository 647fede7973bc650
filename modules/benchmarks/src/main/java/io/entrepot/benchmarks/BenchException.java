package io.entrepot.benchmarks;

/** A measurement that cannot be made, in one sentence that says why and what would help. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean usage;

    private BenchException(String message, boolean usage) {
        super(message);
        this.usage = usage;
    }

    /** What was asked for cannot be meant. */
    public static BenchException usage(String message) {
        return new BenchException(message, true);
    }

    /** What was asked for did not work. */
    public static BenchException failed(String message) {
        return new BenchException(message, false);
    }

    boolean isUsage() {
        return usage;
    }
}
