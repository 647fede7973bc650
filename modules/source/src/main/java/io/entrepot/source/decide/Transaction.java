package io.entrepot.source.decide;

import io.entrepot.wire.JournalState;
import io.entrepot.wire.KnownRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction published: per generation the runs of new blocks, and the point it has got to. */
public final class Transaction {

    /** A digest, a length, and its share of what stands around them. */
    private static final long REFERENCE_BYTES = 40;

    private final Map<Sending, Part> parts = new LinkedHashMap<>();
    private long bytes;

    /** One generation's part in it. */
    public static final class Part {
        private final Sending sending;
        private final List<NewRun> runs = new ArrayList<>();
        private Point point;
        private JournalState state = JournalState.OPEN;

        private Part(Sending sending) {
            this.sending = sending;
        }

        public Sending sending() {
            return sending;
        }

        /** Runs of new blocks, in order. */
        public List<NewRun> runs() {
            return List.copyOf(runs);
        }

        /** Where the generation is at the transaction's end: behind its last record. */
        public Point point() {
            return point;
        }

        public JournalState state() {
            return state;
        }
    }

    void add(Outgoing record, Point point) {
        Part part = parts.computeIfAbsent(record.sending(), Part::new);
        part.point = point;
        if (record instanceof Outgoing.New added) {
            part.runs.add(added.run());
            bytes += added.run().bytes();
        } else if (record instanceof Outgoing.Known known) {
            bytes += REFERENCE_BYTES * known.value().getExtents().stream().mapToLong(Transaction::references).sum();
        } else if (record instanceof Outgoing.Sealed) {
            part.state = JournalState.SEALED;
        } else if (record instanceof Outgoing.Aborted) {
            part.state = JournalState.ABORTED;
        }
    }

    /** In the order in which the generations first occur. */
    public Collection<Part> parts() {
        return parts.values();
    }

    /** About what it has to carry: new blocks before compression, and references. */
    public long bytes() {
        return bytes;
    }

    private static long references(Object extent) {
        return extent instanceof KnownRun run ? run.getLengths().size() : 1;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }
}
