package io.entrepot.benchmarks.process;

/**
 * How a program ended.
 *
 * @param exit 0 when it did what it should
 */
public record Outcome(int exit, Cost cost) {

    public boolean isDone() {
        return exit == 0;
    }
}
