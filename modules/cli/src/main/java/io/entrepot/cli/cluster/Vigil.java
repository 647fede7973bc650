package io.entrepot.cli.cluster;

import io.entrepot.cli.process.Interruption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The time in which a part runs: it ends when someone ends it, or when something of it has failed. */
final class Vigil {

    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();

    Vigil(Interruption interruption) {
        interruption.onRequest(() -> end.complete(Optional.empty()));
    }

    /** Ends it with a sentence that says why; the first one counts. From any thread. */
    void fail(String sentence) {
        end.complete(Optional.of(sentence));
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Waits for its end: the sentence of what has failed, or nothing when it was to end. */
    Optional<String> await() {
        return end.join();
    }
}
