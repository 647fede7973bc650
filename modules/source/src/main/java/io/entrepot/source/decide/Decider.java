package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import io.entrepot.wire.Limits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what becomes of each block: published, or referred to. Images may come in any interleaving; the blocks of one
 * come in order.
 *
 * <p>Held at all times, over the records handed to the outlet and in their order:
 * <ul>
 *   <li>A: a reference stands after the record that carries its block. A draft that refers to a run which has not gone
 *       out sends that run first; a run depends on nothing, so this ends there.
 *   <li>D: a block that {@link KnownPlaces} knows, or that was decided on before, is not published.
 *   <li>C: the records of a generation stand back to back.
 *   <li>Each record says the point of its generation behind it, so that a transaction can end behind any. A run that
 *       is pending stays pending over the end of a transaction, so that runs do not become short.
 * </ul>
 *
 * <p>There is no way back: when a transaction fails, this is thrown away and another begins from the committed points.
 */
public final class Decider {

    private final DeciderLimits limits;
    private final KnownPlaces committed;
    private final RunBuffers buffers;
    private final Outlet outlet;
    private final Overlay overlay = new Overlay();
    private final Set<Sending> open = new LinkedHashSet<>();
    private boolean transactionOpen;
    private long transactionBytes;

    public Decider(DeciderLimits limits, KnownPlaces committed, RunBuffers buffers, Outlet outlet) {
        this.limits = limits;
        this.committed = committed;
        this.buffers = buffers;
        this.outlet = outlet;
    }

    /** Begins a fresh generation, or goes on with a resumed one. */
    public void open(Sending sending) {
        if (sending.isFresh()) {
            sending.opened();
            emit(new Outgoing.Opened(sending));
        }
        sending.requireOpen(0);
        open.add(sending);
    }

    /** The next {@code length} bytes of the image are this block; its bytes are copied when they are needed. */
    public void block(Sending sending, byte[] data, int from, int length, Digest digest) {
        sending.requireOpen(length);
        int partition = sending.head().partition();
        Overlay.Tentative tentative = overlay.find(partition, digest);
        Place place = tentative != null ? tentative.place() : committed.find(partition, digest);
        if (place == null) {
            publish(sending, data, from, length, digest);
        } else {
            refer(sending, place, length, digest, tentative);
        }
    }

    /** The next {@code length} bytes of the image are zeros. */
    public void zeros(Sending sending, long length) {
        sending.requireOpen(length);
        if (length == 0) {
            return;
        }
        if (sending.known() == null || !sending.known().takesZeros(limits)) {
            beginKnown(sending);
        }
        sending.zeros(length);
    }

    /** Nothing comes of the image for a while: what is pending of it goes out. */
    public void setDown(Sending sending) {
        sending.requireOpen(0);
        flush(sending);
    }

    /** The image is whole. */
    public void seal(Sending sending) {
        sending.requireOpen(0);
        if (sending.cursor() != sending.head().sizeBytes()) {
            throw new IllegalStateException(sending.head().generation() + " ends at " + sending.cursor() + " of "
                    + sending.head().sizeBytes() + " bytes");
        }
        flush(sending);
        emit(new Outgoing.Sealed(sending, sending.point(), sending.seal()));
        end(sending);
    }

    /** The image is given up. What is pending goes out first: others may refer to it. */
    public void abort(Sending sending, String reason) {
        sending.requireOpen(0);
        flush(sending);
        emit(new Outgoing.Aborted(sending, sending.point(), reason));
        end(sending);
    }

    /** Whether the transaction has as many bytes as it may have. */
    public boolean isFull() {
        return transactionBytes() >= limits.transactionBytesMax();
    }

    /** About what the transaction has to carry so far. */
    public long transactionBytes() {
        return transactionBytes;
    }

    /**
     * Ends the transaction, if there is anything in it. What is pending is sent of images that stood still since the last end, and of
     * those that have had zeros or known blocks alone.
     */
    public void commit() {
        for (Sending sending : List.copyOf(open)) {
            if (sending.overdue()) {
                flush(sending);
            }
        }
        if (transactionOpen) {
            transactionOpen = false;
            transactionBytes = 0;
            outlet.commit();
        }
    }

    /** The transaction is committed and its blocks are known to {@link KnownPlaces}. */
    public void committed(Transaction ended) {
        ended.parts().forEach(part -> part.runs().forEach(overlay::remove));
    }

    private void publish(Sending sending, byte[] data, int from, int length, Digest digest) {
        NewRun run = sending.run();
        if (run == null || run.bytes() + length > limits.runBytesMax() || run.blocks() == Limits.RUN_BLOCKS_MAX) {
            flush(sending);
            run = new NewRun(sending, sending.cursor(), buffers.take());
            sending.begin(run);
        }
        overlay.add(sending.head().partition(), digest, run, sending.cursor());
        sending.newBlock(data, from, length, digest);
    }

    private void refer(Sending sending, Place place, int length, Digest digest, Overlay.Tentative tentative) {
        if (sending.known() == null || !sending.known().takesBlock(place, limits)) {
            beginKnown(sending);
        }
        sending.knownBlock(place, length, digest);
        if (tentative != null && !tentative.run().isSent()) {
            sending.known().carriedBy(tentative.run());
        }
    }

    private void beginKnown(Sending sending) {
        flush(sending);
        sending.begin(new KnownDraft(sending.cursor()));
    }

    private void flush(Sending sending) {
        if (sending.run() != null) {
            sending.run().markSent();
            emit(new Outgoing.New(sending.run(), sending.point()));
        } else if (sending.known() != null) {
            for (NewRun carrier : sending.known().unsentCarriers()) {
                if (!carrier.isSent()) {
                    flush(carrier.sending());
                }
            }
            KnownDraft draft = sending.known();
            emit(new Outgoing.Known(sending, draft.offset(), draft.finish(), sending.point()));
        }
        sending.clearPending();
    }

    private void emit(Outgoing record) {
        transactionOpen = true;
        transactionBytes += record.bytes();
        outlet.send(record);
    }

    private void end(Sending sending) {
        open.remove(sending);
        sending.ended();
    }
}
