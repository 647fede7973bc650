package io.entrepot.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * Where clients reach the broker. Its name in Kafka's settings is its protocol's.
 *
 * @param protocol       PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param host           address that it listens on; 0.0.0.0 is every one of the machine's
 * @param port           0 for one that is free
 * @param advertisedHost what clients are told to connect to
 */
public record Listener(SecurityProtocol protocol, String host, int port, String advertisedHost) {

    private static final int PORT_MAX = 65_535;
    private static final Pattern FORM = Pattern.compile("([A-Z_a-z]+)://(\\[[^]]+]|[^:/]+):(\\d{1,5})");

    /** @throws IllegalArgumentException with a sentence when there is no such port */
    public Listener {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("A port is from 0 to " + PORT_MAX + ", not " + port + ".");
        }
    }

    /**
     * From {@code PROTOCOL://HOST:PORT}.
     *
     * @param advertisedHost what clients are told to connect to; null for the host, or the machine's name where that is every address
     * @throws IllegalArgumentException with a sentence that says what a listener looks like
     */
    public static Listener parse(String text, String advertisedHost) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("A listener is PROTOCOL://HOST:PORT, not " + text + ".");
        }
        SecurityProtocol protocol;
        try {
            protocol = SecurityProtocol.forName(form.group(1).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("A listener's protocol is PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL, not "
                    + form.group(1) + ".", e);
        }
        return new Listener(protocol, form.group(2), Integer.parseInt(form.group(3)),
                advertisedHost == null ? reachable(form.group(2)) : advertisedHost);
    }

    /** As clients name it. */
    public String bootstrapServer() {
        return advertisedHost + ":" + port;
    }

    String bound() {
        return protocol + "://" + host + ":" + port;
    }

    String advertised() {
        return protocol + "://" + advertisedHost + ":" + port;
    }

    /** With a port that is free now in place of 0. Someone may take it before Kafka does. */
    Listener withPort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port));
            return new Listener(protocol, host, socket.getLocalPort(), advertisedHost);
        } catch (IOException | IllegalArgumentException e) {
            throw new BrokerException("The broker cannot listen on " + host + ":" + port + " ("
                    + (e.getMessage() == null ? e.toString() : e.getMessage()) + "): name another port or address.", e);
        }
    }

    private static String reachable(String host) {
        try {
            return InetAddress.getByName(host.replaceAll("[\\[\\]]", "")).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName() : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
