package io.entrepot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest {

    private static final String TEXT = "\"string\"";

    @TempDir
    Path temp;

    @Test
    void ourClientFindsWhatItRegisteredAlsoAfterARestart() {
        // Given
        Path file = temp.resolve("schemas.json");
        int id;
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, file); SchemaRegistry client = client(server)) {
            // When
            id = client.register("a.b-c", TEXT);

            // Then
            assertThat(client.register("a.b-c", TEXT)).isEqualTo(id);
            assertThat(client.schema(id)).isEqualTo(TEXT);
            assertThatThrownBy(() -> client.schema(id + 1)).isInstanceOf(UnknownSchemaException.class);
            assertThatThrownBy(() -> client.register("a", "{")).isInstanceOf(RegistryException.class).hasMessageContaining("not accepted");
        }
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, file); SchemaRegistry client = client(server)) {
            assertThat(client.schema(id)).isEqualTo(TEXT);
        }
    }

    @Test
    void viewersCanGoFromSubjectToSchema() throws IOException, InterruptedException {
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, temp.resolve("s.json")); SchemaRegistry client = client(server)) {
            // Given
            client.register("a/b", TEXT);

            // When, Then
            assertThat(get(server, "/subjects")).isEqualTo("200 [\"a/b\"]");
            assertThat(get(server, "/subjects/a%2Fb/versions")).isEqualTo("200 [1]");
            assertThat(get(server, "/subjects/a%2Fb/versions/latest")).startsWith("200 ").contains("\"id\":1");
            assertThat(get(server, "/subjects/a%2Fb/versions/2")).startsWith("404 ");
            assertThat(get(server, "/subjects/none/versions")).startsWith("404 ").contains("40401");
            assertThat(get(server, "/subjects/a%2Fb/versions/x")).startsWith("404 ");
            assertThat(get(server, "/what")).startsWith("404 ");
            assertThat(get(server, "/")).startsWith("200 ");
            assertThat(get(server, "/schemas")).startsWith("404 ");
            assertThat(get(server, "/subjects//versions")).startsWith("404 ");
        }
    }

    @Test
    void questionsThatAreNeverFinishedKeepNobodyFromAnAnswer() throws IOException, InterruptedException {
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, temp.resolve("s.json"))) {
            // Given: more of them than there are threads
            List<Socket> halves = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Socket half = new Socket("127.0.0.1", server.port());
                half.getOutputStream().write("POST /subjects/a/versions HTTP/1.1\r\nContent-Length: 10\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                halves.add(half);
            }

            // When, Then
            assertThat(get(server, "/subjects")).isEqualTo("200 []");
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsTheServersFault() throws IOException, InterruptedException {
        // Given: a directory in the place of the file that is written first
        Files.createDirectories(temp.resolve("s.json.next/full"));
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, temp.resolve("s.json")); SchemaRegistry client = client(server)) {
            // When, Then
            assertThatThrownBy(() -> client.register("a", TEXT)).isInstanceOf(RegistryException.class)
                    .hasMessageContaining("500").hasMessageContaining("cannot be written");
            assertThat(get(server, "/subjects")).isEqualTo("200 []");
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        try (RegistryServer server = RegistryServer.start("127.0.0.1", 0, temp.resolve("s.json"))) {
            assertThatThrownBy(() -> RegistryServer.start("127.0.0.1", server.port(), temp.resolve("t.json")))
                    .isInstanceOf(RegistryException.class).hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
        }
    }

    private static SchemaRegistry client(RegistryServer server) {
        return SchemaRegistries.confluent("http://127.0.0.1:" + server.port(), Map.of());
    }

    private static String get(RegistryServer server, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
