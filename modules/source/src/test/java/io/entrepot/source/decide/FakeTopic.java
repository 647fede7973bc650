package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import io.entrepot.wire.JournalState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What Kafka, the sender and the index are to the decider: takes records, commits transactions when told to, or loses
 * them.
 */
final class FakeTopic implements Outlet, KnownPlaces {

    /** A record as it went out; payloads are copied, because buffers are used again. */
    record Sent(Outgoing record, byte[] payload) {
    }

    private final Deque<List<Sent>> ended = new ArrayDeque<>();
    private List<Sent> current = new ArrayList<>();
    final List<Sent> committed = new ArrayList<>();
    final Map<String, Place> index = new HashMap<>();
    final Map<Generation, Transaction.Part> points = new HashMap<>();

    @Override
    public void send(Outgoing record) {
        byte[] payload = null;
        if (record instanceof Outgoing.New added) {
            payload = Arrays.copyOf(added.run().data(), added.run().bytes());
            Arrays.fill(added.run().releaseData(), (byte) 0x55);
        }
        current.add(new Sent(record, payload));
    }

    @Override
    public void commit() {
        ended.add(current);
        current = new ArrayList<>();
    }

    @Override
    public Place find(int partition, Digest digest) {
        return index.get(partition + "/" + digest);
    }

    /** Commits the oldest transaction that has ended; null when there is none. */
    Transaction commitOldest() {
        List<Sent> oldest = ended.poll();
        return oldest == null ? null : commit(oldest);
    }

    private Transaction commit(List<Sent> records) {
        var transaction = new Transaction();
        records.forEach(sent -> transaction.add(sent.record()));
        committed.addAll(records);
        for (Transaction.Part part : transaction.parts()) {
            points.put(part.sending().head().generation(), part);
            part.runs().forEach(this::takeOver);
        }
        return transaction;
    }

    private void takeOver(NewRun run) {
        long offset = run.offset();
        for (int block = 0; block < run.blocks(); block++) {
            ImageHead head = run.sending().head();
            index.put(head.partition() + "/" + run.digest(block), new Place(head.generation(), offset));
            offset += run.lengths().get(block);
        }
    }

    /** The transaction that is being sent ends where it is, at any of its records; what follows is gone. */
    void stop(Random random) {
        List<Sent> sending = ended.isEmpty() ? current : ended.poll();
        commit(sending.subList(0, random.nextInt(sending.size() + 1)));
        crash();
    }

    /** Everything that has not been committed is gone. */
    void crash() {
        ended.clear();
        current = new ArrayList<>();
    }

    boolean isOpen(Generation generation) {
        return points.containsKey(generation) && points.get(generation).state() == JournalState.OPEN;
    }

    boolean isEnded(Generation generation) {
        return points.containsKey(generation) && points.get(generation).state() != JournalState.OPEN;
    }
}
