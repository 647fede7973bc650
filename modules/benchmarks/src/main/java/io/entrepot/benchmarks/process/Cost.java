package io.entrepot.benchmarks.process;

/**
 * What running a program cost, with all the processes it started.
 *
 * @param wallNs    from before its start to after its end
 * @param cpuNs     user and system time, to the kernel's 10 ms
 * @param peakBytes most memory resident at once, the sum over its processes; sampled, but never below what the kernel
 *                  remembers as one process's peak. Pages that processes share count once for each.
 */
public record Cost(long wallNs, long cpuNs, long peakBytes) {

    public static final Cost NONE = new Cost(0, 0, 0);

    /** One after the other. */
    public Cost then(Cost next) {
        return new Cost(wallNs + next.wallNs, cpuNs + next.cpuNs, Math.max(peakBytes, next.peakBytes));
    }
}
