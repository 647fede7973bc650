package io.entrepot.replay.core;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether an image that was asked for can be had.
 *
 * @param sent   the generation that it is about
 * @param whyNot one sentence; empty when it can
 * @param newer  ordinal of a newer sending of it that is under way
 */
public record Verdict(Sent sent, Optional<String> whyNot, OptionalLong newer) {
}
