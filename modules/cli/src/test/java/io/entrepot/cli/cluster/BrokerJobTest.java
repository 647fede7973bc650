package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.watch.Watch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerJobTest {

    private static final String WENT_DOWN = "The machine went down during the last run";

    @TempDir
    private Path temp;

    @Test
    void thatTheMachineWentDownIsSaidOnceAndByTheFirstBrokerThatIsUp() throws IOException {
        // Given
        EmbeddedBroker.start(temp.resolve("broker")).close();
        Files.writeString(temp.resolve("broker/entrepot-broker.properties"), "version=1\nphase=RUNNING\nboot_id=another-boot\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {

            // When
            String notUp = failing(taken.getLocalPort(), 0);
            // No registry: both end at once.
            String first = failing(0, taken.getLocalPort());
            String second = failing(0, taken.getLocalPort());

            // Then
            assertThat(notUp).contains("cannot listen").doesNotContain(WENT_DOWN);
            assertThat(first).containsOnlyOnce(WENT_DOWN);
            assertThat(second).isNotEmpty().doesNotContain(WENT_DOWN);
        }
    }

    private String failing(int brokerPort, int registryPort) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        BrokerJob.Request request = new BrokerJob.Request(temp, List.of("PLAINTEXT://127.0.0.1:" + brokerPort), Optional.empty(), "127.0.0.1",
                registryPort, Optional.empty(), List.of());
        int exit = new BrokerJob(request, new Bulletin(stream, stream, false), Interruption.none(), Watch.OFF).run();
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isEqualTo(ExitCode.FAILED);
        return said;
    }
}
