package io.entrepot.source.publish;

import io.entrepot.source.cores.Cores;
import io.entrepot.source.cores.RunBufferPool;
import io.entrepot.source.cores.Tools;
import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Outlet;
import io.entrepot.source.decide.RunBuffers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Between the thread that decides and the thread that sends: a queue in the order of decisions, with a bound on its
 * bytes. Runs are packed by the cores while they wait in it. After {@link #close} nothing comes out of it but its end.
 */
final class Outbox implements Outlet, AutoCloseable {

    /** What a record without payload is taken to need: digests, names, objects; the largest have twice that. */
    private static final long SMALL_RECORD_BYTES = 128 << 10;
    /**
     * Packed bytes that Kafka has not acknowledged, beyond which the link is what is waited for: twice what is in flight to a broker
     * that is near, and an eighth of what Kafka's client takes. Over a slow link it has room for a whole transaction.
     */
    private static final long UNACKNOWLEDGED_BYTES = 8L << 20;

    private final Cores cores;
    private final Values values;
    private final RunBufferPool buffers;
    private final Budget budget;
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final AtomicLong unacknowledged = new AtomicLong();

    /**
     * @param runBuffers how many runs may be collected or wait for a core at once
     * @param runBytes   size of each
     * @param bytesMax   bound on what waits to be sent
     */
    Outbox(Cores cores, Values values, int runBuffers, int runBytes, LongSupplier bytesMax) {
        this.cores = cores;
        this.values = values;
        buffers = new RunBufferPool(runBuffers, runBytes);
        budget = new Budget(bytesMax);
    }

    RunBuffers buffers() {
        return buffers;
    }

    @Override
    public void send(Outgoing record) {
        NewRun run = record instanceof Outgoing.New added ? added.run() : null;
        long bytes = run == null ? SMALL_RECORD_BYTES : run.bytes() + SMALL_RECORD_BYTES;
        if (!take(bytes)) {
            if (run != null) {
                buffers.giveBack(run.releaseData());
            }
            return;
        }
        var value = new CompletableFuture<byte[]>();
        items.add(new Item.Sending(record, value, bytes));
        if (run != null) {
            cores.submit(tools -> pack(tools, run, value));
        } else {
            encode(record, value);
        }
    }

    private boolean take(long bytes) {
        try {
            return budget.take(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return false;
        }
    }

    private void pack(Tools tools, NewRun run, CompletableFuture<byte[]> value) {
        try {
            value.complete(values.value(tools, run, isAhead()));
        } catch (RuntimeException | Error e) {
            value.completeExceptionally(e);
        } finally {
            buffers.giveBack(run.releaseData());
        }
    }

    private void encode(Outgoing record, CompletableFuture<byte[]> value) {
        try {
            value.complete(values.value(record));
        } catch (RuntimeException e) {
            value.completeExceptionally(e);
        }
    }

    @Override
    public void commit() {
        items.add(new Item.Commit());
    }

    /** Nothing follows. */
    void end() {
        items.add(new Item.End());
    }

    Item take() throws InterruptedException {
        Item item = items.take();
        return budget.isClosed() ? new Item.End() : item;
    }

    /** The record has gone to Kafka's client, which has a bound of its own. */
    void done(Item.Sending item) {
        budget.giveBack(item.bytes());
    }

    /** So many bytes have gone to Kafka's client. */
    void sent(long bytes) {
        unacknowledged.addAndGet(bytes);
    }

    /** And have been acknowledged, or have failed; from any thread. */
    void settled(long bytes) {
        unacknowledged.addAndGet(-bytes);
    }

    /** Whether packed bytes wait for the link, here or in Kafka's client. */
    private boolean isAhead() {
        return budget.isHalfTaken() || unacknowledged.get() > UNACKNOWLEDGED_BYTES;
    }

    /** Whether nothing more is to be sent. */
    boolean isClosed() {
        return budget.isClosed();
    }

    @Override
    public void close() {
        budget.close();
        end();
    }
}
