package io.entrepot.monitor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.monitor.MonitorException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchServerTest {

    private final WatchServer server = WatchServer.start("127.0.0.1", 0, Map.of("/metrics", () -> HttpAnswer.metrics("a 1\n"),
            "/broken", () -> {
                throw new IllegalStateException("on purpose");
            }));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void servesWhatItHasAndNamesItOtherwise() throws IOException {
        assertThat(ask("GET", "/metrics", "127.0.0.1:1")).startsWith("HTTP/1.1 200").contains("Content-type: text/plain; version=0.0.4")
                .contains("Content-security-policy: default-src 'none'").endsWith("\r\n\r\na 1\n");
        assertThat(ask("HEAD", "/metrics", "localhost")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(ask("GET", "/etc/passwd", "localhost")).startsWith("HTTP/1.1 404");
        assertThat(ask("POST", "/metrics", "localhost")).startsWith("HTTP/1.1 405");
    }

    /** Else any page on the web could read what is here, under a name of its own that points here. */
    @Test
    void onLoopbackAnswersToItsOwnNamesOnly() throws IOException {
        assertThat(ask("GET", "/metrics", "evil.example")).startsWith("HTTP/1.1 403").doesNotContain("a 1");
    }

    @Test
    void anAnswerThatFailsDoesNotEndIt() throws IOException {
        assertThat(ask("GET", "/broken", "localhost")).doesNotContain("200");
        assertThat(ask("GET", "/metrics", "localhost")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aPortThatIsTakenIsOneSentenceWithAWayOut() {
        assertThatThrownBy(() -> WatchServer.start("127.0.0.1", server.port(), Map.of())).isInstanceOf(MonitorException.class)
                .hasMessageContaining("127.0.0.1:" + server.port()).hasMessageContaining("--http-port");
    }

    private String ask(String method, String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
