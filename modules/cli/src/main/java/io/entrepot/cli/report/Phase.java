package io.entrepot.cli.report;

/** Where an image is on its way. */
public enum Phase {

    QUEUED("not begun"),
    READING("reading"),
    PAUSED("paused"),
    WAITING("waiting its turn"),
    WRITING("writing"),
    DONE("done"),
    THERE("was there already"),
    PRECOPIED("precopied"),
    SENT("sent"),
    SENT_BEFORE("was sent before"),
    HALF_SENT("half sent"),
    FAILED("FAILED");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** As a person reads it. */
    public String words() {
        return words;
    }

    /** Nothing more will happen to the image. */
    public boolean isFinal() {
        return this == DONE || this == THERE || this == PRECOPIED || this == SENT || this == SENT_BEFORE || this == FAILED;
    }
}
