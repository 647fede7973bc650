package io.entrepot.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two ports a broker listens on: for clients and for its own controller. */
record Ports(int broker, int controller) {

    /** Two ports that are free now: both are held until both are chosen. Someone may take one before Kafka does. */
    static Ports free() throws IOException {
        InetAddress host = InetAddress.getByName(BrokerSettings.HOST);
        try (ServerSocket one = new ServerSocket(0, 1, host); ServerSocket other = new ServerSocket(0, 1, host)) {
            return new Ports(one.getLocalPort(), other.getLocalPort());
        }
    }
}
