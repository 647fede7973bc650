package io.entrepot.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Difference.Found;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerifyTextTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void differencesAreSaidWithTheirPlacesAndWhatIsMissingByWhereTheFileEnds() {
        // Given
        VerifyText text = new VerifyText(out, out);

        // When
        text.differs("a.raw", new Difference(4_096, 8_192, Found.DIFFERS, true));
        text.differs("a.raw", new Difference(100_000, 48_000, Found.MISSING, false));

        // Then
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "a.raw: offset 4096, 8192 bytes: differs (zeros)",
                "a.raw: the file ends at byte 100000 of 148000");
    }
}
