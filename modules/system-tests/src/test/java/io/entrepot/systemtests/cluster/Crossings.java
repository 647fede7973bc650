package io.entrepot.systemtests.cluster;

import io.entrepot.systemtests.cluster.Fault.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Trials side by side on one cluster, each on the crossing of a fleet of its own: much of a trial is waiting. A crossing carries one lot
 * after the other, and a new one takes its place when it has failed, or carried enough of them.
 */
final class Crossings implements AutoCloseable {

    /** The auditor reads all that a fleet's topics have, again after each trial: a new fleet before that is much. */
    private static final int TRIALS_OF_A_FLEET = 12;
    /** Far above what a trial needs to notice that it is interrupted. */
    private static final int END_MAX_MINUTES = 5;

    private final TestCluster cluster;
    private final FaultReport report;
    private final Path logs;
    private final ExecutorService lanes;
    private final Deque<Crossing> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger fleets = new AtomicInteger();
    private final AtomicInteger lots = new AtomicInteger();
    /** Held shared by those who share the cluster, alone by those who hit it. Fair: else the latter would wait for the end. */
    private final ReadWriteLock calm = new ReentrantReadWriteLock(true);

    /**
     * @param atOnce trials that may be under way
     * @param logs   directory for what failed trials and their parts have said
     */
    Crossings(TestCluster cluster, int atOnce, FaultReport report, Path logs) {
        this.cluster = cluster;
        this.report = report;
        this.logs = logs;
        lanes = Executors.newFixedThreadPool(atOnce);
    }

    /** Has a lot sent and hit as soon as there is room for it. What comes back fails when the lot does not survive. */
    Future<?> send(List<Fault> faults, SplittableRandom random) {
        String lot = "lot-" + lots.incrementAndGet();
        boolean alone = faults.stream().anyMatch(fault -> fault.reach() == Reach.CLUSTER);
        Lock lock = alone ? calm.writeLock() : calm.readLock();
        return lanes.submit(() -> {
            lock.lock();
            try {
                send(lot, faults, random);
            } finally {
                lock.unlock();
            }
        });
    }

    private void send(String lot, List<Fault> faults, SplittableRandom random) {
        long began = System.nanoTime();
        Crossing crossing = null;
        try {
            crossing = taken();
            List<String> seen = new Trial(cluster, crossing, lot, faults, random).survives();
            report.survived(lot, faults, seen, System.nanoTime() - began);
            giveBack(crossing);
        } catch (RuntimeException | Error e) {
            report.failed(lot, faults, e, System.nanoTime() - began);
            keep(logs.resolve(lot), e, crossing);
            throw e;
        }
    }

    /** All that was said; what is left of the crossing is not to be in the next one's way. */
    private static void keep(Path directory, Throwable e, Crossing crossing) {
        try {
            Files.writeString(TestCluster.made(directory).resolve("failure.txt"), String.valueOf(e));
        } catch (IOException ioe) {
            e.addSuppressed(ioe);
        }
        if (crossing != null) {
            crossing.keepLogs(directory);
            crossing.close();
        }
    }

    private Crossing taken() {
        Crossing crossing = free.poll();
        return crossing != null ? crossing : new Crossing(cluster, "f" + fleets.incrementAndGet()).startReceiving();
    }

    private void giveBack(Crossing crossing) {
        if (crossing.carried() < TRIALS_OF_A_FLEET) {
            free.add(crossing);
        } else {
            crossing.close();
        }
    }

    @Override
    public void close() {
        lanes.shutdownNow();
        try {
            lanes.awaitTermination(END_MAX_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        free.forEach(Crossing::close);
    }
}
