package io.entrepot.replay.core;

import java.util.Optional;

/**
 * Whether an image that was asked for can be had.
 *
 * @param sent   the generation that it is about
 * @param whyNot one sentence; empty when it can
 */
public record Verdict(Sent sent, Optional<String> whyNot) {

    static Verdict can(Sent sent) {
        return new Verdict(sent, Optional.empty());
    }

    static Verdict cannot(Sent sent, String why) {
        return new Verdict(sent, Optional.of(why));
    }
}
