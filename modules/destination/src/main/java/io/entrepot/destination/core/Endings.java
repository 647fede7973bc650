package io.entrepot.destination.core;

/** How an abort is told on: superseded by a newer generation, or given up by its sender, which is a failure. */
final class Endings {

    private Endings() {
    }

    static Word.State state(Arrival.Aborts aborts) {
        return aborts.supersededBy().isPresent() ? Word.State.SUPERSEDED : Word.State.FAILED;
    }

    static Failure failure(Arrival.Aborts aborts) {
        String image = aborts.header().generation().image();
        return Failure.of(aborts.supersededBy()
                .map(newer -> "Image " + image + " is being sent anew as generation " + newer + ".")
                .orElse("Image " + image + " was aborted by its sender: " + sentence(aborts.reason())));
    }

    /** Only a generation that was opened later takes a name from another partition's. */
    static Failure overtaken(String image) {
        return Failure.of("Image " + image + " has come to the destination by another partition, in a generation that was opened later.");
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
