package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.WriterListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that was killed while it removed its interim directory: the next one, which has nothing to send, removes the rest. */
class CopyTidiesUpTest {

    @TempDir
    private Path temp;

    @Test
    void whatAKillLeftOfTheInterimDirectoryIsRemoved() throws IOException {
        // Given
        Path images = Files.createDirectories(temp.resolve("images"));
        Files.write(images.resolve("a.raw"), new byte[100_000]);
        String first = copy(images);
        assertThat(first).contains("a.raw");
        Path interim = temp.resolve("to/.entrepot/interim");
        assertThat(interim).doesNotExist();
        Files.createDirectories(interim.resolve("broker.gone/logs"));
        Files.createDirectories(interim.resolve("agent/index"));
        Files.writeString(interim.resolve("lock"), "interim directory of entrepot copy\n");
        Files.writeString(interim.resolve("schemas.json"), "{}");
        Files.writeString(interim.resolve("unfinished.json"), "{\"of another copy\":{\"sizeBytes\":1,\"modifiedAtNs\":1}}");

        // When
        String second = copy(images);

        // Then
        assertThat(second).doesNotContain("could not be removed").doesNotContain("of another copy");
        assertThat(interim).doesNotExist();
    }

    private String copy(Path images) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Main.run(new String[] {"copy", images.toString(), temp.resolve("to").toString()},
                new Surroundings(stream, stream, Interruption.none(), WriterListener.NONE));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(said).isZero();
        return said;
    }
}
