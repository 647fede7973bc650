package io.entrepot.source.space;

import java.util.OptionalLong;

/**
 * When an agent stops until there is room.
 *
 * @param interimBytesMax    bytes of the interim topic, each record counted once, however many brokers have it
 * @param brokerFreeBytesMin bytes that the fullest of the disks that the interim topic lies on has left
 */
public record SpaceBounds(OptionalLong interimBytesMax, OptionalLong brokerFreeBytesMin) {

    /** No bounds. */
    public static final SpaceBounds NONE = new SpaceBounds(OptionalLong.empty(), OptionalLong.empty());

    public SpaceBounds {
        interimBytesMax.ifPresent(SpaceBounds::check);
        brokerFreeBytesMin.ifPresent(SpaceBounds::check);
    }

    /** Whether there is anything to look at. */
    public boolean isNone() {
        return interimBytesMax.isEmpty() && brokerFreeBytesMin.isEmpty();
    }

    private static void check(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("A bound on space is at least 1 byte, not " + bytes + ".");
        }
    }
}
