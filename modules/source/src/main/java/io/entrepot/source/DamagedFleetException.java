package io.entrepot.source;

/** The fleet's topics contradict each other. The message says how, and the way out. */
final class DamagedFleetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedFleetException(String message) {
        super(message);
    }
}
