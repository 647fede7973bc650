package io.entrepot.source;

/** What came of an image. */
public sealed interface SendOutcome {

    /** The image's name. */
    String name();

    /** It was sent whole, and that is committed. */
    record Sealed(String name, String generation, ImageFigures figures) implements SendOutcome {
    }

    /**
     * It had been sent whole before, and has not changed since.
     *
     * @param kept whether what was sent of it is still on the interim topic
     */
    record AlreadySealed(String name, String generation, ImageFigures figures, boolean kept) implements SendOutcome {
    }

    /** What it had was published, without its being whole: it is known when the image is sent. */
    record Precopied(String name, ImageFigures figures) implements SendOutcome {
    }

    /** It could not be read, or changed while it was; the message of {@code cause} is a sentence that says so. */
    record Failed(String name, Exception cause) implements SendOutcome {
    }

    /** Sending was stopped before it was whole. What was committed of it is not sent again. */
    record Stopped(String name) implements SendOutcome {
    }
}
