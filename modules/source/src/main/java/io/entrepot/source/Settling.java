package io.entrepot.source;

import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.Transaction;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.wire.JournalState;
import java.io.IOException;

/** What is committed of an image becomes its outcome. Belongs to the thread that decides. */
record Settling(AgentSettings settings, AgentListener listener, Shipments shipments, BlockIndex index, Fleet fleet) {

    /** It was sealed by a transaction of this send whose outcome was in doubt until the journal was read again, or long ago. */
    void sealed(Shipment shipment, ImagePoint last) {
        ImageFigures figures = shipment.figures(last.fingerprint().sizeBytes(), last.point());
        shipment.ended(shipment.isOurs(last.generation())
                ? new SendOutcome.Sealed(shipment.name(), last.generation(), figures)
                : new SendOutcome.AlreadySealed(shipment.name(), last.generation(), figures,
                        last.ordinal() >= fleet.interimStart(last.partition())));
        listener.sealed(shipment.name(), last.generation(), figures);
    }

    /** It was given up. */
    void failed(Shipment shipment) {
        shipment.ended(new SendOutcome.Failed(shipment.name(), shipment.failure()));
        listener.failed(shipment.name(), shipment.failure());
    }

    /**
     * A transaction was committed.
     *
     * @return whether the image has turned out to be another agent's by now
     */
    boolean committed(Transaction.Part part) {
        ImageHead head = part.sending().head();
        Shipment shipment = shipments.get(head.generation().image());
        if (part.sending() != shipment.sending()) {
            // What an earlier send has begun on another partition.
            return false;
        }
        boolean lost = part.state() != JournalState.ABORTED && isTakenOver(shipment, head);
        if (part.state() == JournalState.SEALED && lost) {
            // It is whole, and nobody wants it from here any more.
            shipment.giveUp(shipment.cancelled());
            failed(shipment);
        } else if (part.state() == JournalState.SEALED) {
            ImageFigures figures = shipment.figures(head.sizeBytes(), part.point());
            shipment.ended(new SendOutcome.Sealed(shipment.name(), head.generation().id(), figures));
            listener.sealed(shipment.name(), head.generation().id(), figures);
        } else if (part.state() == JournalState.ABORTED && shipment.failure() == null) {
            ImageFigures figures = shipment.figures(head.sizeBytes(), part.point());
            shipment.ended(new SendOutcome.Precopied(shipment.name(), figures));
            listener.precopied(shipment.name(), figures);
        } else if (part.state() == JournalState.ABORTED) {
            failed(shipment);
        }
        return lost;
    }

    /** Where another agent has opened a newer generation, what is left of this one is not sent. */
    private boolean isTakenOver(Shipment shipment, ImageHead head) {
        ImagePoint last = index.point(shipment.name()).orElse(null);
        boolean lost = last != null && !last.agent().equals(settings.agent()) && last.partition() == head.partition()
                && !last.generation().equals(head.generation().id());
        if (lost) {
            shipment.cancel(new IOException("it was taken over by the agent \"" + last.agent() + "\", which has begun to send it anew"));
        }
        return lost;
    }
}
