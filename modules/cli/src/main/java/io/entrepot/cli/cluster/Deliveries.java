package io.entrepot.cli.cluster;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Images that were sent, and what a destination says of them. */
final class Deliveries {

    private final Map<String, String> awaited;
    private final Map<String, Optional<String>> ended = new LinkedHashMap<>();
    private final Map<String, Word> earlier = new LinkedHashMap<>();

    private record Word(ReceiptKey key, Receipt receipt) {
    }

    /** Hears what is said of the images that are awaited. */
    interface Listener {

        /** It is in its file this far. */
        void written(String image, Receipt receipt);

        /** It is whole at the destination. */
        void committed(String image, Receipt receipt);

        /** It will not be. */
        void failed(String image, String cause);
    }

    /** @param awaited names of images by their generations */
    Deliveries(Map<String, String> awaited) {
        this.awaited = Map.copyOf(awaited);
    }

    /** A receipt that stood there before anybody waited. The last word on a generation counts: what failed may have been had since. */
    void takeEarlier(ReceiptKey key, Receipt receipt) {
        if (isAwaited(key)) {
            earlier.put(key.getImage(), new Word(key, receipt));
        }
    }

    /** Takes what stood there. */
    void settle(Listener listener) {
        earlier.values().forEach(word -> take(word.key(), word.receipt(), listener));
        earlier.clear();
    }

    private boolean isAwaited(ReceiptKey key) {
        return key.getImage().equals(awaited.get(key.getGeneration()));
    }

    /** Takes a receipt; what is said of other images, or of one that has come to its end, is passed over. */
    void take(ReceiptKey key, Receipt receipt, Listener listener) {
        String image = key.getImage();
        if (!isAwaited(key) || ended.containsKey(image)) {
            return;
        }
        switch (receipt.getState()) {
            case RECEIVING, PARKED -> listener.written(image, receipt);
            case COMMITTED -> {
                ended.put(image, Optional.empty());
                listener.committed(image, receipt);
            }
            case FAILED -> fail(image, receipt.getCause(), listener);
            case SUPERSEDED -> fail(image, "a newer sending of it took its place", listener);
        }
    }

    private void fail(String image, String cause, Listener listener) {
        ended.put(image, Optional.of(cause));
        listener.failed(image, cause);
    }

    /** Whether nothing more is awaited. */
    boolean isComplete() {
        return ended.size() == awaited.size();
    }

    /** How many are whole at the destination. */
    long committed() {
        return ended.values().stream().filter(Optional::isEmpty).count();
    }

    /** How many will not be. */
    long failed() {
        return ended.size() - committed();
    }
}
