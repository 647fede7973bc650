package io.entrepot.destination;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The writing thread: takes parcels in the order in which they came and has each handled. What waits for it is bounded in
 * bytes. A failure ends it, and is told to whoever puts or stops.
 */
final class WriteLoop {

    private static final long TICK_MS = 20;

    private final Map<Integer, LaneRunner> lanes;
    private final Filler filler;
    private final Runnable onFailure;
    private final BlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();
    private final int bytesMax;
    private final Semaphore room;
    private final Thread thread = new Thread(this::run, "entrepot-write");
    private volatile boolean ending;
    private volatile Throwable failure;

    /**
     * @param bytesMax  bytes that may wait; a parcel that is larger by itself waits alone
     * @param onFailure called once, from the thread
     */
    WriteLoop(Map<Integer, LaneRunner> lanes, Filler filler, int bytesMax, Runnable onFailure) {
        this.lanes = lanes;
        this.filler = filler;
        this.onFailure = onFailure;
        this.bytesMax = bytesMax;
        this.room = new Semaphore(bytesMax);
    }

    void start() {
        thread.start();
    }

    /** Waits until there is room; a parcel put after a failure, or when it is to stop, is not handled. */
    void put(Parcel parcel, BooleanSupplier stopping) {
        try {
            while (!room.tryAcquire(taken(parcel), TICK_MS, TimeUnit.MILLISECONDS)) {
                if (failure != null || stopping.getAsBoolean()) {
                    return;
                }
            }
            queue.put(parcel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WriterException("The writer was interrupted; run it again, it goes on where it stopped.", e);
        }
    }

    /** Has the thread end after the parcel in hand, with everything handled made durable; null when all went well. */
    Throwable stop() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    /** Whether the thread has failed. */
    boolean hasFailed() {
        return failure != null;
    }

    private void run() {
        try {
            while (!ending) {
                Parcel parcel = queue.poll(TICK_MS, TimeUnit.MILLISECONDS);
                if (parcel != null) {
                    handle(parcel);
                }
                long nowNs = System.nanoTime();
                lanes.values().forEach(lane -> lane.checkpointIfDue(nowNs));
            }
            lanes.values().forEach(LaneRunner::checkpointNow);
        } catch (Throwable e) {
            failure = e;
            onFailure.run();
        }
    }

    private void handle(Parcel parcel) {
        try {
            lanes.get(parcel.partition()).handle(parcel, queue);
        } finally {
            filler.release(parcel);
            room.release(taken(parcel));
        }
    }

    private int taken(Parcel parcel) {
        return Math.min(parcel.heldBytes(), bytesMax);
    }
}
