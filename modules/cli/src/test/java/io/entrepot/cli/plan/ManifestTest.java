package io.entrepot.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

    @TempDir
    Path temp;

    private Path image;

    @BeforeEach
    void makeImage() throws IOException {
        image = Files.writeString(temp.resolve("a.raw"), "x");
        Files.writeString(temp.resolve("b.raw"), "x");
    }

    @Test
    void itListsWhatIsToBeSentAndHow() throws IOException {
        // When
        List<Planned> images = read(OptionalInt.of(7), 3, "# the first rack", "",
                "{\"source\": \"" + image + "\", \"name\": \"rack 1/a\", \"partition\": 2, \"priority\": -5}", "{\"source\":\"b.raw\"}");

        // Then
        assertThat(images).containsExactly(new Planned(new NamedPath("rack 1/a", image), OptionalInt.of(2), -5),
                new Planned(new NamedPath("b.raw", temp.resolve("b.raw")), OptionalInt.of(7), 3));
        assertThat(read(OptionalInt.empty(), 0, "{\"source\":\"b.raw\"}").get(0).partition()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a.raw | is not a JSON object",
        "[] | is not a JSON object",
        "{'source':'a.raw'} {} | is not a JSON object",
        "{'name':'a'} | has no \"source\"",
        "{'source':'absent.raw'} | which is not a regular file",
        "{'source':'a.raw','prio':1} | has the field \"prio\"",
        "{'source':'a.raw','partition':-1} | counted from 0",
        "{'source':'a.raw','partition':'1'} | a \"partition\" that is not a whole number",
        "{'source':'a.raw','priority':1.5} | a \"priority\" that is not a whole number",
        "{'source':'a.raw','name':'../a'} | begins with a dot",
        "{'source':'a.raw','name':'b.raw'} | as line 1 has",
        "{'source':'a\\u0000.raw'} | that cannot be a file's name",
    })
    void whatCannotBeMeantIsNamedByItsLine(String line, String message) {
        assertThatThrownBy(() -> read(OptionalInt.empty(), 0, "{\"source\":\"b.raw\"}", line.replace('\'', '"')))
                .isInstanceOf(RefusedException.class).hasMessageContaining("manifest.jsonl, line 2, ").hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereOrEmptyIsNamed() {
        assertThatThrownBy(() -> Manifest.read(temp.resolve("none"), OptionalInt.empty(), 0)).hasMessageContaining("none cannot be read");
        assertThatThrownBy(() -> read(OptionalInt.empty(), 0, "#")).hasMessageContaining("lists no image");
    }

    @Test
    void anImageInTheManifestsPlaceIsRefusedBeforeMuchOfItIsRead() throws IOException {
        // Given
        Path zeros = temp.resolve("zeros.raw");
        try (FileChannel file = FileChannel.open(zeros, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {0}), 1L << 40);
        }
        Path noise = Files.write(temp.resolve("noise.raw"), new byte[] {'#', '\n', (byte) 0xFF, '\n'});

        // Then
        assertThatThrownBy(() -> Manifest.read(zeros, OptionalInt.empty(), 0)).as("I: a line without end").isInstanceOf(RefusedException.class)
                .hasMessageContaining("zeros.raw, line 1, is longer than");
        assertThatThrownBy(() -> Manifest.read(noise, OptionalInt.empty(), 0)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("noise.raw cannot be read").hasMessageContaining("it is not text in UTF-8");
        assertThatThrownBy(() -> Manifest.read(temp, OptionalInt.empty(), 0)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("cannot be read");
    }

    private List<Planned> read(OptionalInt partition, int priority, String... lines) throws IOException {
        return Manifest.read(Files.write(temp.resolve("manifest.jsonl"), List.of(lines)), partition, priority);
    }
}
