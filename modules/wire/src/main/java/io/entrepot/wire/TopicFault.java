package io.entrepot.wire;

/**
 * Something about an existing topic that is not as it must be.
 *
 * @param topic    its name
 * @param setting  a setting of Kafka's, or {@code partitions}
 * @param actual   what it is
 * @param expected what it should be
 * @param why      what goes wrong otherwise
 */
public record TopicFault(String topic, String setting, String actual, String expected, String why) {

    /** One sentence. */
    @Override
    public String toString() {
        return "Topic " + topic + " has " + setting + " " + actual + ", which should be " + expected + ", because "
                + why + ".";
    }
}
