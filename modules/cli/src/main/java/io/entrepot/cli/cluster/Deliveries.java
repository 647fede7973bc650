package io.entrepot.cli.cluster;

import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Images that are being sent, and what a destination says of them: told by who sends them and by who reads its receipts, in whatever order
 * the two come. Thread-safe.
 */
final class Deliveries {

    private final Set<String> images;
    private final Listener listener;
    private final Map<String, String> generations = new HashMap<>();
    private final Map<String, ImageFigures> whole = new LinkedHashMap<>();
    private final Map<String, Optional<String>> ended = new LinkedHashMap<>();
    /** The last word on each generation of an image that is not whole yet: a few hundred bytes of each that the topic still has. */
    private final Map<String, Map<String, Receipt>> words = new HashMap<>();
    /** Those of which a destination has said that it receives them. */
    private final Set<String> received = new HashSet<>();
    /** Those of which a destination that has said nothing yet has nothing to say. */
    private final Set<String> trimmed = new HashSet<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean caughtUp;
    private boolean allSent;

    /** Hears what is said of the images that are awaited; one thread at a time. */
    interface Listener {

        /** It is in its file this far. */
        void written(String image, Receipt receipt);

        /** It was whole at the destination before anybody waited for it, or before the agent had heard that it is sent. */
        void wasCommitted(String image, ImageFigures sent, Receipt receipt);

        /** It is whole at the destination. */
        void committed(String image, ImageFigures sent, Receipt receipt);

        /** It will not be. */
        void failed(String image, ImageFigures sent, String cause);
    }

    /** @param images names of those that are sent and awaited; what is said of others is passed over */
    Deliveries(Set<String> images, Listener listener) {
        this.images = Set.copyOf(images);
        this.listener = listener;
    }

    /** This generation of the image is being sent. */
    synchronized void begun(String image, String generation) {
        generations.put(image, generation);
        hear(image);
    }

    /** This generation of the image is on the interim topic whole, and its end is awaited. */
    synchronized void whole(String image, String generation, ImageFigures figures) {
        if (!images.contains(image)) {
            return;
        }
        generations.put(image, generation);
        whole.put(image, figures);
        hear(image);
        if (caughtUp) {
            words.remove(image);
        }
    }

    /** What was sent of the image, long ago, is no longer on the interim topic: a destination that has said nothing of it never will. */
    synchronized void trimmed(String image) {
        trimmed.add(image);
        hear(image);
    }

    /** Nothing more is sent. */
    synchronized void allSent() {
        allSent = true;
        endIfComplete();
    }

    /** Takes a receipt; what is said of other images, of other sendings, or of one that has come to its end, is passed over. */
    synchronized void take(ReceiptKey key, Receipt receipt) {
        String image = key.getImage();
        if (!images.contains(image) || ended.containsKey(image)) {
            return;
        }
        if (caughtUp && whole.containsKey(image)) {
            if (key.getGeneration().equals(generations.get(image))) {
                say(image, receipt, false);
            }
            return;
        }
        words.computeIfAbsent(image, any -> new HashMap<>()).put(key.getGeneration(), receipt);
        hear(image);
    }

    /** All that stood there before anybody waited has been taken. The last word counts: what had failed may have been had since. */
    synchronized void caughtUp() {
        caughtUp = true;
        Set<String> told = new HashSet<>(words.keySet());
        told.addAll(trimmed);
        told.forEach(this::hear);
        words.keySet().removeAll(whole.keySet());
    }

    private void hear(String image) {
        Receipt word = words.getOrDefault(image, Map.of()).get(generations.get(image));
        if (caughtUp && word != null) {
            say(image, word, true);
        } else if (caughtUp && trimmed.contains(image) && !received.contains(image)) {
            end(image, Optional.of("the destination has said nothing of it, and what was sent of it has been trimmed from the interim topic:"
                    + " send it with --again"), null, true);
        }
    }

    private void say(String image, Receipt receipt, boolean before) {
        switch (receipt.getState()) {
            case RECEIVING, PARKED -> {
                received.add(image);
                listener.written(image, receipt);
            }
            case COMMITTED -> end(image, Optional.empty(), receipt, before);
            case FAILED -> end(image, Optional.of(receipt.getCause() == null ? "no reason was given" : receipt.getCause()), receipt, before);
            case SUPERSEDED -> end(image, Optional.of("a newer sending of it took its place"), receipt, before);
        }
    }

    /** One that is not whole yet may still come to another end here. */
    private void end(String image, Optional<String> cause, Receipt receipt, boolean before) {
        ImageFigures sent = whole.get(image);
        if (sent == null || ended.containsKey(image)) {
            return;
        }
        ended.put(image, cause);
        if (cause.isPresent()) {
            listener.failed(image, sent, cause.get());
        } else if (before) {
            listener.wasCommitted(image, sent, receipt);
        } else {
            listener.committed(image, sent, receipt);
        }
        endIfComplete();
    }

    private void endIfComplete() {
        if (allSent && isComplete()) {
            over.complete(null);
        }
    }

    /** Nobody waits any longer. */
    void giveUp() {
        over.complete(null);
    }

    /** It cannot be told any more what the destination says. */
    void lost(RuntimeException why) {
        over.completeExceptionally(why);
    }

    /**
     * Waits until all that was sent has come to its end, or nobody waits any longer.
     *
     * @throws RuntimeException the one that {@link #lost} was told
     */
    void await() {
        try {
            over.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    /** Whether nothing more is awaited of what is whole. */
    synchronized boolean isComplete() {
        return ended.size() == whole.size();
    }

    /** How many are whole at the destination. */
    synchronized long committed() {
        return ended.values().stream().filter(Optional::isEmpty).count();
    }

    /** How many will not be. */
    synchronized long failed() {
        return ended.size() - committed();
    }
}
