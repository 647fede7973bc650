package io.entrepot.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on. */
public final class Ports {

    private Ports() {
    }

    /** One that is free on every address of this machine just now. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw BenchException.failed("No port is free: " + e.getMessage() + ".");
        }
    }
}
