package io.entrepot.source.space;

import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether there is room. Once there is none, there has to be somewhat more than needed before there is again, so that
 * agents do not stop and go with each record.
 */
final class SpaceRule {

    /** A twentieth. */
    private static final int MARGIN_PART = 20;

    private final SpaceBounds bounds;
    private boolean interimFull;
    private boolean brokerFull;

    SpaceRule(SpaceBounds bounds) {
        this.bounds = bounds;
    }

    /** Why nothing more should be sent, as the end of a sentence; empty when there is room. */
    Optional<String> judge(Room room) {
        bounds.interimBytesMax().ifPresent(max ->
                interimFull = room.interimBytes() > (interimFull ? max - max / MARGIN_PART : max));
        bounds.brokerFreeBytesMin().ifPresent(min -> room.freeBytes().ifPresent(free ->
                brokerFull = free < (brokerFull ? min + min / MARGIN_PART : min)));
        if (interimFull) {
            return Optional.of("paused because the interim topic has " + bytes(room.interimBytes()) + ", with a bound of "
                    + bytes(bounds.interimBytesMax().getAsLong()));
        }
        return brokerFull ? Optional.of("paused because broker " + room.broker() + " has " + bytes(room.freeBytes().orElse(0))
                + " free, with a floor of " + bytes(bounds.brokerFreeBytesMin().getAsLong())) : Optional.empty();
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
