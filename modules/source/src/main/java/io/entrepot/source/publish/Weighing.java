package io.entrepot.source.publish;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.source.cores.Cores;
import io.entrepot.source.cores.RunBufferPool;
import io.entrepot.source.cores.Tools;
import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Outlet;
import io.entrepot.source.decide.RunBuffers;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.decide.Transaction;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Update;
import io.entrepot.source.journal.JournalEntries;
import io.entrepot.source.journal.JournalFeed;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** In the place of sending: records are made as if they were to be sent over a fast link, and weighed. Their offsets are made up. */
public final class Weighing implements Outlet {

    private final Cores cores;
    private final BlockIndex index;
    private final ObjLongConsumer<Sending> weighed;
    private final Values values = new Values(new WireFormat(new NoRegistry()), "interim", "agent");
    private final RunBufferPool buffers;
    private final List<Transaction> committed = new ArrayList<>();
    private Transaction transaction = new Transaction();
    private long nextOffset;
    private int packing;
    private Throwable failure;

    /**
     * @param index   takes what transactions publish
     * @param weighed is told of each record's bytes of key and value, from any thread
     */
    public Weighing(Cores cores, int runBuffers, int runBytes, BlockIndex index, ObjLongConsumer<Sending> weighed) {
        this.cores = cores;
        this.index = index;
        this.weighed = weighed;
        buffers = new RunBufferPool(runBuffers, runBytes);
    }

    /** Where runs are collected. */
    public RunBuffers buffers() {
        return buffers;
    }

    @Override
    public void send(Outgoing record) {
        nextOffset++;
        transaction.add(record);
        if (record instanceof Outgoing.New added) {
            begin();
            cores.submit(tools -> weigh(tools, added.run(), record));
        } else {
            if (record instanceof Outgoing.Opened) {
                record.sending().acknowledged(nextOffset);
            }
            weighed.accept(record.sending(), values.key(record).length + values.value(record).length);
        }
    }

    private void weigh(Tools tools, NewRun run, Outgoing record) {
        try {
            weighed.accept(run.sending(), values.key(record).length + values.value(tools, run, false).length);
            end(null);
        } catch (RuntimeException | Error e) {
            end(e);
        } finally {
            buffers.giveBack(run.releaseData());
        }
    }

    @Override
    public void commit() {
        try (Update update = index.update()) {
            for (Transaction.Part part : transaction.parts()) {
                for (JournalEntry entry : JournalEntries.of(part, run -> nextOffset)) {
                    JournalFeed.feed(update, part.sending().head().partition(), "agent", entry, nextOffset, 0);
                }
            }
            update.write();
        }
        committed.add(transaction);
        transaction = new Transaction();
    }

    /** The transactions whose blocks the index has, since this was asked last. */
    public List<Transaction> takeCommitted() {
        List<Transaction> taken = List.copyOf(committed);
        committed.clear();
        return taken;
    }

    private synchronized void begin() {
        packing++;
    }

    private synchronized void end(Throwable failed) {
        packing--;
        failure = failed == null ? failure : failed;
        notifyAll();
    }

    /** Waits for the cores. */
    public synchronized void await() throws InterruptedException {
        while (packing > 0) {
            wait();
        }
        if (failure != null) {
            throw new IllegalStateException("A record could not be packed.", failure);
        }
    }

    /** Nobody reads these records, so any schema has the same id. */
    private static final class NoRegistry implements SchemaRegistry {
        @Override
        public int register(String subject, String schemaJson) {
            return 0;
        }

        @Override
        public String schema(int id) {
            throw new UnsupportedOperationException("what is weighed is not read");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
