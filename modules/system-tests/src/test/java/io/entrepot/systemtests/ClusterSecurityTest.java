package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.Program;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that demands TLS and a password. */
class ClusterSecurityTest {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String STORE_PASSWORD = "keep-it-shut";

    @TempDir
    private Path directory;

    @Test
    void imagesGoThroughTlsAndAPasswordAndAWrongOneIsOneLine() throws IOException {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), 1).only(TestFleet.GOLDEN, TestFleet.TINY);
        Path keys = keys();
        Path server = Files.writeString(directory.resolve("server.properties"), "sasl.enabled.mechanisms=PLAIN\n"
                + "listener.name.sasl_ssl.plain.sasl.jaas.config=" + LOGIN + "user_mover=\"right\";\n"
                + "ssl.keystore.location=" + keys + "\nssl.keystore.type=PKCS12\nssl.keystore.password=" + STORE_PASSWORD + "\n");
        Path client = Files.writeString(directory.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
                + "sasl.jaas.config=" + LOGIN + "username=\"mover\" password=\"right\";\n"
                + "ssl.truststore.location=" + keys + "\nssl.truststore.type=PKCS12\nssl.truststore.password=" + STORE_PASSWORD + "\n");
        try (Cluster cluster = Cluster.start(directory, "SASL_SSL://127.0.0.1:0", "--config", server.toString())) {
            // Given
            Result created = cluster.topics("create", "--fleet", "f", "--replication-factor", "1", "--command-config", client.toString())
                    .run();
            assertThat(created.exit()).as("%s", created).isZero();

            // When
            Result sent = cluster.part("send", "agent", "--fleet", "f", "--agent", "a", "--command-config", client.toString(), "--root",
                    fleet.root().toString(), fleet.path(TestFleet.GOLDEN).toString(), fleet.path(TestFleet.TINY).toString()).run();
            Destination destination = new Destination(directory.resolve("to"));
            try (RunningCopy receiver = cluster.part("receive", "receive", "--fleet", "f", "--destination", "d", "--to",
                    destination.root().toString(), "--command-config", client.toString()).start()) {
                fleet.names().forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            }

            // Then
            assertThat(sent.exit()).as("%s", sent).isZero();
            destination.holdsExactly(fleet, fleet.names());

            // When
            Result denied = cluster.topics("describe", "--fleet", "f", "--command-config", client.toString(), "--command-property",
                    "sasl.jaas.config=" + LOGIN + "username=\"mover\" password=\"wrong\";").run();

            // Then
            assertThat(denied.exit()).as("%s", denied).isEqualTo(1);
            assertThat(denied.err()).singleElement().asString().startsWith("entrepot: Kafka at 127.0.0.1:")
                    .contains("did not let us in").contains("check the security settings").doesNotContain("wrong");
        }
    }

    /** A key and its own certificate, which clients trust because they are given the same store. */
    private Path keys() {
        Path store = directory.resolve("keys.p12");
        Program.output(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "broker", "-keyalg",
                "EC", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                store.toString(), "-storepass", STORE_PASSWORD);
        Path trusted = directory.resolve("certificate.pem");
        Program.output(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-exportcert", "-rfc", "-alias", "broker",
                "-keystore", store.toString(), "-storepass", STORE_PASSWORD, "-file", trusted.toString());
        Program.output(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-importcert", "-noprompt", "-alias", "trusted",
                "-keystore", store.toString(), "-storepass", STORE_PASSWORD, "-file", trusted.toString());
        return store;
    }
}
