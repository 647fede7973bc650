package io.entrepot.source.lane;

import io.entrepot.source.decide.Sending;
import io.entrepot.source.index.ImagePoint;

/** What is to be done with an image that could be opened. */
public sealed interface Start {

    /**
     * It is sent, from {@link Sending#cursor} on.
     *
     * @param changing whether it may change while it is read
     */
    record Send(Sending sending, boolean changing) implements Start {

        /** One that must stay as it is. */
        public Send(Sending sending) {
            this(sending, false);
        }
    }

    /** It has been sent whole, and has not changed since. */
    record Sent(ImagePoint sealed) implements Start {
    }
}
