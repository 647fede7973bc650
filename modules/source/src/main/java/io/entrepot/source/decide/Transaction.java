package io.entrepot.source.decide;

import io.entrepot.wire.JournalState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction published: per generation the runs of new blocks, and the point it has got to. */
public final class Transaction {

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

    /** The next record of it. */
    public void add(Outgoing record) {
        Part part = parts.computeIfAbsent(record.sending(), Part::new);
        part.point = record.point();
        bytes += record.bytes();
        if (record instanceof Outgoing.New added) {
            part.runs.add(added.run());
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
}
