package io.entrepot.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Difference.Found;
import io.entrepot.destination.verify.core.Sample;
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
                "a.raw: offset 4096, 8192 bytes: differs (zeros are due)",
                "a.raw: the file ends at byte 100000 of 148000");
    }

    @Test
    void whatCannotBeVerifiedIsToldFromWhatIsWrong() {
        // When
        new VerifyText(out, out).summary(new Outcome(12, 9, 1, 2, 4_096, 512, 0, 0, 0, false), Sample.ALL);

        // Then
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "9 of 12 images of 4.10 kB are right, 1 missing, 2 cannot be verified, 512 B read");
    }
}
