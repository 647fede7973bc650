package io.entrepot.resequencer.core;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes in what the writer says. A receipt counts when it is about a turn that was given here: the same generation,
 * opened at the same interim offset, in a turn it has had. One that ends a generation without naming a turn counts once
 * that generation has had any. Receipts may come late, again, and after those that followed them.
 */
final class Words {

    private final Stores stores;
    private final Clearing clearing;

    Words(Stores stores, Clearing clearing) {
        this.stores = stores;
        this.clearing = clearing;
    }

    void said(Event.Word word, Step step) {
        OptionalLong ordinal = stores.images().ordinalOf(word.key().getGeneration());
        Optional<Image> found = ordinal.isEmpty() ? Optional.empty() : stores.images().get(ordinal.getAsLong());
        if (found.isEmpty() || !counts(found.get(), word)) {
            step.tally().ignoredReceipt();
            return;
        }
        Receipt receipt = word.receipt();
        Image image = found.get().durable(receipt.getOrderedBytes());
        Life life = image.life();
        switch (receipt.getState()) {
            case FAILED -> done(image, Life.FAILED, step);
            case SUPERSEDED -> done(image, Life.SUPERSEDED, step);
            case COMMITTED -> {
                if (life == Life.SEALED) {
                    done(image, Life.COMMITTED, step);
                } else {
                    // What another epoch's turn was answered with; the writer says it again when it meets the seal
                    // again.
                    step.tally().ignoredReceipt();
                }
            }
            case PARKED -> {
                if (life == Life.PARKING && receipt.getTurn() == image.turn()) {
                    parked(image);
                } else {
                    step.tally().ignoredReceipt();
                }
            }
            case RECEIVING -> stores.images().put(image);
        }
    }

    private static boolean counts(Image image, Event.Word word) {
        Receipt receipt = word.receipt();
        boolean known = image.sending().image().equals(word.key().getImage()) && !image.life().terminal();
        if (isOfAllTurns(receipt)) {
            return known && image.hadTurn();
        }
        return known && image.ordinal() == receipt.getOrdinal()
                && receipt.getTurn() > image.turnsBefore() && receipt.getTurn() <= image.turn();
    }

    /** A writer that could not read how a turn began knows the generation and no more, and ends it all the same. */
    private static boolean isOfAllTurns(Receipt receipt) {
        return receipt.getTurn() == 0
                && (receipt.getState() == ReceiptState.FAILED || receipt.getState() == ReceiptState.SUPERSEDED);
    }

    private void done(Image image, Life life, Step step) {
        if (image.life().holdsTurn()) {
            stores.agenda().release();
        } else {
            stores.agenda().dequeue(image.sending());
        }
        Image done = image.become(life);
        stores.images().put(done);
        // Of an earlier life something can be left that the new one had no use for.
        if (life != Life.COMMITTED || image.wasRecalled()) {
            clearing.add(done);
        }
        step.say(new Action.Done(done));
    }

    /** The writer has met TurnParked, and so all that stood before it. */
    private void parked(Image image) {
        stores.agenda().release();
        Image parked = image.become(Life.PARKED).durable(image.passedBytes());
        stores.images().put(parked);
        boolean wanted = parked.ending() || parked.sealed()
                || stores.waiting().get(parked.ordinal(), parked.position()).isPresent();
        if (wanted) {
            stores.agenda().enqueue(parked.sending());
        }
    }
}
