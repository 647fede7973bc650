package io.entrepot.destination.core;

import io.entrepot.block.Digest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Why an image cannot be had right. What came from records may stand in the sentence, so it is kept to one line without
 * control characters.
 *
 * @param cause         one sentence
 * @param digest        the block that is wrong or missing
 * @param interimOffset the NewBlocks record that should have carried it; where none is known, the record that refers to it
 */
public record Failure(String cause, Optional<Digest> digest, OptionalLong interimOffset) {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    public Failure {
        cause = CONTROL.matcher(cause).replaceAll("\uFFFD");
        Objects.requireNonNull(digest);
        Objects.requireNonNull(interimOffset);
    }

    public static Failure of(String cause) {
        return new Failure(cause, Optional.empty(), OptionalLong.empty());
    }

    public static Failure of(String cause, Digest digest, long interimOffset) {
        return new Failure(cause, Optional.ofNullable(digest),
                interimOffset < 0 ? OptionalLong.empty() : OptionalLong.of(interimOffset));
    }
}
