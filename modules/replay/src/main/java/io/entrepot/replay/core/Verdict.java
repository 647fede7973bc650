package io.entrepot.replay.core;

import java.util.Optional;

/**
 * Whether an image that was asked for can be had.
 *
 * @param sent   the generation that it is about
 * @param whyNot one sentence; empty when it can
 * @param isAnew whether a newer sending of it is under way, which comes in its place: then it is of no interest whether it can
 */
public record Verdict(Sent sent, Optional<String> whyNot, boolean isAnew) {

    static Verdict can(Sent sent) {
        return new Verdict(sent, Optional.empty(), false);
    }

    static Verdict cannot(Sent sent, String why) {
        return new Verdict(sent, Optional.of(why), false);
    }

    static Verdict anew(Sent sent) {
        return new Verdict(sent, Optional.empty(), true);
    }
}
