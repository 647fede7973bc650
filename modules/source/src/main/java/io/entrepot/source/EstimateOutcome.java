package io.entrepot.source;

/** What an estimate says of an image. */
public sealed interface EstimateOutcome {

    /** The image's name. */
    String name();

    /** It would be sent like this, after those before it in the list. */
    record Estimated(String name, ImageFigures figures) implements EstimateOutcome {
    }

    /** It cannot be read; the message of {@code cause} is a sentence that says why. */
    record Failed(String name, Exception cause) implements EstimateOutcome {
    }
}
