package io.entrepot.wire;

import java.util.Map;

/** Settings that the invariants stand on: a user who gives another value is told so, and not overruled silently. */
final class FixedSettings {

    /** A setting, its one value and what breaks with another. */
    record Fixed(String value, String why) {
    }

    static final Map<String, Fixed> PRODUCER = Map.of(
            "acks", new Fixed("all", "a block is published only once, so it must not be lost with one broker"),
            "enable.idempotence", new Fixed("true", "transactions need it"));

    static final Map<String, Fixed> CONSUMER = Map.of(
            "isolation.level", new Fixed("read_committed", "what an aborted transaction wrote was never published"),
            "enable.auto.commit",
                    new Fixed("false", "a position is committed after what it covers is durable, not by a clock"),
            "auto.offset.reset", new Fixed("none", "a lost position would silently skip or repeat images"));

    static final Map<String, Fixed> STREAMS = Map.of(
            "processing.guarantee", new Fixed("exactly_once_v2", "a payload crosses the ordered topic once"));

    private FixedSettings() {
    }

    /**
     * Puts the fixed values in, in place of the same ones.
     *
     * @param prefix in front of the settings in the map, for Streams, which passes settings on
     * @throws IllegalArgumentException when the user wants another value
     */
    static void put(Map<String, Fixed> fixed, String prefix, Map<String, Object> settings) {
        fixed.forEach((name, setting) -> {
            Object given = settings.put(prefix + name, setting.value());
            boolean same = given == null || given.toString().equalsIgnoreCase(setting.value())
                    || name.equals("acks") && given.toString().equals("-1");
            if (!same) {
                throw new IllegalArgumentException("The setting " + prefix + name + " cannot be "
                        + Shown.quoted(given.toString())
                        + ": it must be " + setting.value() + ", because " + setting.why() + ".");
            }
        });
    }

    /** Refuses a request size that a record of ours does not fit into. */
    static void checkRequestSize(Map<String, Object> settings, String name) {
        Object given = settings.get(name);
        long bytes;
        try {
            bytes = Long.parseLong(given.toString().trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The setting " + name + " is not a number of bytes: "
                    + Shown.quoted(given.toString()) + ".", e);
        }
        if (bytes < Limits.RECORD_BYTES_MAX) {
            throw new IllegalArgumentException("The setting " + name + " cannot be " + bytes + ": it must be at least "
                    + Limits.RECORD_BYTES_MAX + ", because a record can be that large.");
        }
    }
}
