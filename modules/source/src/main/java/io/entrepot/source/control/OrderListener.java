package io.entrepot.source.control;

import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;

/** Hears orders as they stand on the control topic. */
@FunctionalInterface
public interface OrderListener {

    /**
     * @param order null when it was taken back
     * @param live  whether it was given while this listens; else it was there before
     * @throws IllegalArgumentException with a sentence when it means nothing
     */
    void take(ControlKey key, ControlOrder order, boolean live);
}
