package io.entrepot.wire;

/**
 * A setting of a topic.
 *
 * @param name  Kafka's
 * @param value what it is created with
 * @param match what an existing topic is held to
 * @param why   what goes wrong with another value, as the end of a sentence with "because"
 */
record TopicSetting(String name, String value, Match match, String why) {

    enum Match {
        /** The same value. */
        EXACT,
        /** A number that is as large, or larger. */
        AT_LEAST,
        /** Anything: others may know better. */
        FREE
    }

    static TopicSetting exact(String name, String value, String why) {
        return new TopicSetting(name, value, Match.EXACT, why);
    }

    static TopicSetting atLeast(String name, long value, String why) {
        return new TopicSetting(name, Long.toString(value), Match.AT_LEAST, why);
    }

    static TopicSetting free(String name, String value, String why) {
        return new TopicSetting(name, value, Match.FREE, why);
    }

    /** Whether an existing topic may have this value; an unknown one (null) is for old brokers to know. */
    boolean allows(String actual) {
        if (actual == null || match == Match.FREE) {
            return true;
        }
        if (match == Match.EXACT) {
            return actual.equals(value);
        }
        try {
            return Long.parseLong(actual) >= Long.parseLong(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** What it should be, in words. */
    String expected() {
        return match == Match.AT_LEAST ? "at least " + value : value;
    }
}
