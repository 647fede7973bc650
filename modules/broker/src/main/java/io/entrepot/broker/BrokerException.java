package io.entrepot.broker;

/** The broker cannot start or has died; the message is one sentence for people that names the directory. */
public final class BrokerException extends RuntimeException {

    public BrokerException(String message) {
        super(message);
    }

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
