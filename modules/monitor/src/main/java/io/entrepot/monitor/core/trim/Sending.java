package io.entrepot.monitor.core.trim;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** One generation as an interim partition has it; some hundred bytes, however large the image. */
final class Sending {

    final String image;
    final String generation;
    /** Of its first record that is still there; its ordinal, unless that has been trimmed. */
    final long firstOffset;
    final boolean openingIsThere;
    /** When its agent opened it, by its own clock, in milliseconds since the epoch; empty where its opening is not there. */
    OptionalLong openedAtMs = OptionalLong.empty();
    /** The first offset of any generation that it refers to; a bound, as not each record of that one need be referred to. */
    long carriersFrom = Long.MAX_VALUE;
    /** It refers to a generation of which nothing is there any more. */
    boolean lacksCarrier;
    boolean sealed;
    boolean aborted;
    /** Of its first record that could not be read; -1 while there is none. */
    long unreadableAt = -1;
    /** A newer generation of the image was opened. */
    boolean followed;
    /** Destinations that have it, or have a newer one. */
    final Set<String> settledAt = new HashSet<>();

    Sending(String image, String generation, long firstOffset, boolean openingIsThere) {
        this.image = image;
        this.generation = generation;
        this.firstOffset = firstOffset;
        this.openingIsThere = openingIsThere;
    }

    /** Whether nobody will want it any more: it was given up, or will be for the newer one. What cannot be read may be its seal. */
    boolean isVoid() {
        return aborted || followed && !sealed && unreadableAt < 0;
    }

    /** The first record that its delivery or a replay reads. */
    long neededFrom() {
        return Math.min(firstOffset, carriersFrom);
    }

    /** Whether the topic alone could rebuild it. */
    boolean isReplayable() {
        return sealed && !aborted && openingIsThere && !lacksCarrier;
    }
}
