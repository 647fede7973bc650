package io.entrepot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.registry.FakeConfluentServer.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real client against a server that answers as the registry does. */
class ConfluentRegistryTest {

    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"A\",\"fields\":[]}";

    private FakeConfluentServer server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws Exception {
        server = new FakeConfluentServer();
        registry = SchemaRegistries.confluent(server.url(), Map.of());
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void registersUnderTheSubjectAndReadsBackById() {
        int id = registry.register("entrepot.f.interim-io.entrepot.wire.NewBlocks", SCHEMA);

        assertThat(id).isEqualTo(100);
        assertThat(registry.schema(id)).isEqualTo(SCHEMA);
        assertThat(server.requests().get(0).path())
                .isEqualTo("/subjects/entrepot.f.interim-io.entrepot.wire.NewBlocks/versions");
    }

    @Test
    void sendsCredentialsGivenWithOrWithoutPrefix() {
        Map<String, String> plain = Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info",
                "me:secret");
        Map<String, String> prefixed = Map.of("schema.registry.bearer.auth.credentials.source", "STATIC_TOKEN",
                "schema.registry.bearer.auth.token", "t0ken");

        SchemaRegistries.confluent(server.url(), plain).register("s", SCHEMA);
        SchemaRegistries.confluent(server.url(), prefixed).register("s", SCHEMA);

        assertThat(server.requests()).extracting("authorization").containsExactly("Basic bWU6c2VjcmV0", "Bearer t0ken");
    }

    @Test
    void anIncompatibleSchemaIsOneSentenceThatNamesTheSubject() {
        Answer incompatible = Answer.error(409, 409, "Schema being registered is incompatible with an earlier schema");
        server.answerNext(incompatible);
        server.answerNext(incompatible);

        assertThatThrownBy(() -> registry.register("subject-x", SCHEMA))
                .isExactlyInstanceOf(RegistryException.class)
                .hasMessageStartingWith("The schema of subject subject-x is not compatible with the one that is ")
                .hasMessageContaining(server.url())
                .hasMessageContaining("use another fleet's name");
    }

    @Test
    void whoRegistersAtTheSameMomentAsAnotherFindsWhatThatOneHasRegistered() {
        server.answerNext(Answer.error(409, 409, "An artifact with ID 'subject-x' in group 'null' already exists."));

        assertThat(registry.register("subject-x", SCHEMA)).isEqualTo(100);
    }

    @Test
    void anUnknownIdIsToldFromEverythingElse() {
        assertThatThrownBy(() -> registry.schema(7))
                .isInstanceOfSatisfying(UnknownSchemaException.class, e -> assertThat(e.id()).isEqualTo(7))
                .hasMessage("Schema id 7 is not known to the schema registry at " + server.url() + ".");
    }

    @Test
    void aSchemaThatIsNotAvroIsUnknownToo() {
        server.answerNext(new Answer(200, "application/json",
                "{\"schema\":\"syntax = 1\",\"schemaType\":\"PROTOBUF\"}"));

        assertThatThrownBy(() -> registry.schema(8)).isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("Schema id 8");
    }

    @Test
    void deniedAccessSaysHowToGiveCredentials() {
        server.answerNext(Answer.error(401, 401, "Unauthorized"));
        server.answerNext(Answer.error(401, 401, "Unauthorized"));

        assertThatThrownBy(() -> registry.register("s", SCHEMA)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("was denied (401): give credentials with basic.auth.credentials.source");
        assertThatThrownBy(() -> registry.schema(1)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("was denied (401)");
    }

    @Test
    void aServerThatIsNoRegistryIsNamed() {
        server.answerNext(new Answer(404, "text/html", "<h1>Not here</h1>"));
        server.answerNext(new Answer(200, "text/html", "<h1>Welcome</h1>"));
        server.answerNext(new Answer(500, "text/plain", ""));

        assertThatThrownBy(() -> registry.schema(1)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("leads to no registry's API");
        assertThatThrownBy(() -> registry.schema(1)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("No usable answer");
        assertThatThrownBy(() -> registry.schema(1)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("An error came from");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutCredentials() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        SchemaRegistry absent = SchemaRegistries.confluent("http://me:secret@127.0.0.1:" + port, Map.of());

        assertThatThrownBy(() -> absent.schema(1)).isExactlyInstanceOf(RegistryException.class)
                .hasMessageContaining("the schema registry at http://127.0.0.1:" + port)
                .hasMessageContaining("ConnectException")
                .message().doesNotContain("secret").doesNotContain("\n");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedAtOnce() {
        assertThatThrownBy(() -> SchemaRegistries.confluent(" ", Map.of())).hasMessageContaining("No URL");
        assertThatThrownBy(() -> SchemaRegistries.confluent(server.url(),
                Map.of("basic.auth.credentials.source", "USER_INFO", "bearer.auth.credentials.source", "STATIC_TOKEN")))
                .isExactlyInstanceOf(RegistryException.class).hasMessageContaining("make no sense");
        assertThatThrownBy(() -> SchemaRegistries.confluent(server.url(),
                Map.of("ssl.truststore.location", "/nowhere")))
                .isExactlyInstanceOf(RegistryException.class).hasMessageContaining("make no sense");
    }
}
