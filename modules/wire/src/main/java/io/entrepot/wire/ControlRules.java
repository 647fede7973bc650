package io.entrepot.wire;

/** What must hold of operators' orders. A glob may still be none: who reads it has to see. */
final class ControlRules {

    private static final String WHAT = "ControlOrder";

    private ControlRules() {
    }

    static void check(ControlKey key) throws WireException {
        Rules.bytes("ControlKey", "pattern", key.getPattern(), 1, Limits.PATTERN_BYTES_MAX);
    }

    static void check(ControlOrder order) throws WireException {
        if (order.getBytesPerSecond() != null) {
            if (order.getVerb() != ControlVerb.RATE) {
                throw new WireException("A ControlOrder to " + order.getVerb() + " has a rate.");
            }
            Rules.range(WHAT, "bytesPerSecond", order.getBytesPerSecond(), 1, Long.MAX_VALUE);
        }
        Rules.bytes(WHAT, "by", order.getBy(), 0, Limits.BY_BYTES_MAX);
    }
}
