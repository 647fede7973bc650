package io.entrepot.source.lane;

import io.entrepot.source.decide.Sending;
import io.entrepot.source.index.ImagePoint;

/** What is to be done with an image that could be opened. */
public sealed interface Start {

    /** It is sent, from {@link Sending#cursor} on. */
    record Send(Sending sending) implements Start {
    }

    /** It has been sent whole, and has not changed since. */
    record Sent(ImagePoint sealed) implements Start {
    }
}
