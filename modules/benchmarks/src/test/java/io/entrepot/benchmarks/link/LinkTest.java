package io.entrepot.benchmarks.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.benchmarks.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkTest {

    private InetAddress near;
    private InetAddress far;

    @BeforeEach
    void nameTheSides() throws IOException {
        near = InetAddress.getByName("127.0.0.2");
        far = InetAddress.getByName("127.0.0.1");
    }

    @Test
    void bringsEveryByteBothWaysInOrderAndCountsThem() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(1).nextBytes(sent);
        int port = Ports.free();
        try (ServerSocket server = new ServerSocket(port, 1, far);
                Link link = new Link(near, far, LinkShape.parse("1Gbit", "2ms"))) {
            link.open(port);
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> answer(server));
            try (Socket client = new Socket(near, port)) {
                CompletableFuture<byte[]> echoed = CompletableFuture.supplyAsync(() -> all(client));
                client.getOutputStream().write(sent);
                client.shutdownOutput();

                assertThat(Arrays.equals(received.get(), sent)).isTrue();
                assertThat(Arrays.equals(echoed.get(), sent)).isTrue();
            }
            assertThat(link.upBytes()).isEqualTo(sent.length);
            assertThat(link.downBytes()).isEqualTo(sent.length);
        }
    }

    @Test
    void endsAConnectionToAPortThatNobodyListensOn() throws Exception {
        int port = Ports.free();
        try (Link link = new Link(near, far, LinkShape.parse("1Gbit", "1ms"))) {
            link.open(port);
            try (Socket client = new Socket(near, port)) {
                assertThat(all(client)).isEmpty();
            }
        }
    }

    /** Takes everything, and sends it back. */
    private static byte[] answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] bytes = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(bytes);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] all(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
