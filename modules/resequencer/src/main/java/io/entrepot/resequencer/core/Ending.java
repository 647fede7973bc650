package io.entrepot.resequencer.core;

import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.Reasons;
import io.entrepot.wire.RecordKey;

/**
 * Ends generations that will not be finished. One that the destination has heard of is told so with an ImageAborted, in
 * its turn; one it has not heard of goes without a word, unless something is wrong with its records: then nobody else
 * would say so.
 */
final class Ending {

    private final Stores stores;
    private final Forms forms;
    private final Clearing clearing;

    Ending(Stores stores, Forms forms, Clearing clearing) {
        this.stores = stores;
        this.forms = forms;
        this.clearing = clearing;
    }

    /** The agent gave it up, and this is its record. */
    Image abortedByAgent(Image image, Event.Arrival record, Step step) {
        return image.hadTurn() ? sayLater(image, record.interimOffset(), record.rawKey(), record.rawValue())
                : abandon(image, step);
    }

    /** A newer generation takes its place, whose ImageOpened stands at this interim offset. */
    Image superseded(Image image, Sending by, Step step) {
        return image.hadTurn()
                ? sayLater(image, by.ordinal(), "A newer sending of the image was begun.", by.generation())
                : abandon(image, step);
    }

    /**
     * Something is wrong with its records.
     *
     * @param why one sentence that says what is wrong with it
     */
    Image fault(Image image, long interimOffset, String why, Step step) {
        step.refuse(interimOffset, why);
        String reason = "The record at interim offset " + interimOffset + " cannot be used. " + why;
        return sayLater(image, interimOffset, reason, null);
    }

    /** It was recalled and does not come whole. */
    void recallFailed(Image image, Step step) {
        Image failed = image.become(Life.FAILED);
        stores.images().put(failed);
        clearing.add(failed);
        step.say(new Action.Done(failed));
    }

    private Image abandon(Image image, Step step) {
        stores.agenda().dequeue(image.sending());
        Image abandoned = image.become(Life.ABANDONED);
        stores.images().put(abandoned);
        clearing.add(abandoned);
        step.say(new Action.Done(abandoned));
        return abandoned;
    }

    private Image sayLater(Image image, long interimOffset, String reason, String supersededBy) {
        Sending sending = image.sending();
        byte[] key = forms.key(new RecordKey(sending.image(), sending.generation(), image.cursor()));
        return sayLater(image, interimOffset, key, forms.value(new ImageAborted(Reasons.fit(reason), supersededBy)));
    }

    private Image sayLater(Image image, long interimOffset, byte[] key, byte[] value) {
        stores.waiting().put(Row.aborted(image.ordinal(), interimOffset, key, value));
        Image ending = image.toEnd();
        stores.images().put(ending);
        clearing.add(ending);
        if (image.life() == Life.PARKED) {
            stores.agenda().enqueue(image.sending());
        }
        return ending;
    }
}
