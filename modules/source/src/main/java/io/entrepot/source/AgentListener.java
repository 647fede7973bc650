package io.entrepot.source;

import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import java.util.List;

/** Hears how far images have got. Called by the agent's threads, which wait for it: what it does has to be quick. */
public interface AgentListener {

    /** Hears nothing. */
    AgentListener NONE = new AgentListener() {
    };

    /**
     * The image is being read.
     *
     * @param sizeBytes    holes included
     * @param resumedBytes bytes that an earlier sending had committed, and that are not read again; 0 when it begins
     */
    default void opened(String name, String generation, long sizeBytes, long resumedBytes) {
    }

    /**
     * The image has got further; back, after a transaction that failed.
     *
     * @param readBytes  bytes dealt with, from its start; the sum of the next three
     * @param newBytes   of these, published as new blocks, before compression
     * @param knownBytes of these, referred to
     * @param zeroBytes  of these, zero
     * @param sentBytes  bytes of keys and values that have gone to Kafka in this sending
     */
    default void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes, long sentBytes) {
    }

    /** An operator has given an order while this agent sends; all of it comes from a topic. */
    default void ordered(ControlKey key, ControlOrder order) {
    }

    /**
     * These images are not read any further, or not begun; what was read of them is on its way.
     *
     * @param why as "paused by an operator"
     */
    default void held(List<String> names, String why) {
    }

    /** These images are read again. */
    default void released(List<String> names) {
    }

    /** The image is on the interim topic whole, or was before. */
    default void sealed(String name, String generation, ImageFigures figures) {
    }

    /** The blocks that the image had are on the interim topic; it is not sealed. */
    default void precopied(String name, ImageFigures figures) {
    }

    /** The image was given up; the message of {@code cause} is a sentence that says why. */
    default void failed(String name, Exception cause) {
    }
}
