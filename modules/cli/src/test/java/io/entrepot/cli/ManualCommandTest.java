package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.WriterListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made from the declarations of options: the reference of settings, manual pages, completion. */
class ManualCommandTest {

    private static final Path SETTINGS = Path.of("../../docs/settings.md");

    @TempDir
    Path temp;

    @Test
    void theReferenceOfSettingsIsWhatIsDeclared() throws IOException {
        // When
        String declared = said("manual", "--settings");

        // Then
        assertThat(Files.readString(SETTINGS)).as("made anew with: bin/entrepot manual --settings > docs/settings.md").isEqualTo(declared);
    }

    @Test
    void everyCommandHasAPageWithEachOfItsOptions() throws IOException {
        // When
        said("manual", "--pages", temp.toString());

        // Then
        assertThat(temp.resolve("entrepot.1")).content().contains(".TH \"ENTREPOT\" \"1\"").contains("entrepot\\-send(1)");
        assertThat(temp.resolve("entrepot-topics-create.1")).content()
                .contains("\\fB\\-\\-replication\\-factor N\\fR\nBrokers that have a copy (default: 3). [ENTREPOT_REPLICATION_FACTOR]\n");
        assertThat(temp.resolve("entrepot-resequence.1")).content().contains("\\fB\\-\\-fleet NAME\\fR").contains(" Required. [ENTREPOT_FLEET]");
        assertThat(temp).isDirectoryContaining("glob:**entrepot-completion.1");
    }

    @Test
    void aPageOfACommandThatIsNotThereIsRefused() {
        assertThat(run(new ByteArrayOutputStream(), "manual", "topics", "make")).isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @CsvSource({"reseq, resequence", "topics cr, create", "resequence --fl, --fleet"})
    void bashCompletesCommandsAndOptions(String typed, String completed) throws IOException, InterruptedException {
        // Given
        Path script = Files.writeString(temp.resolve("completion"), said("completion"));
        List<String> words = List.of(("entrepot " + typed).split(" "));
        String asked = "source " + script + " && COMP_WORDS=(" + String.join(" ", words) + ") COMP_CWORD=" + (words.size() - 1)
                + " && _complete_entrepot && printf '%s\\n' \"${COMPREPLY[@]}\"";

        // When
        Process bash = new ProcessBuilder("bash", "--norc", "-c", asked).redirectErrorStream(true).start();
        String answered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(bash.waitFor()).as(answered).isZero();
        assertThat(answered.lines().map(String::strip)).contains(completed);
    }

    private static String said(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, arguments)).isEqualTo(ExitCode.DONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int run(ByteArrayOutputStream out, String... arguments) {
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return Main.run(arguments, new Surroundings(stream, stream, Interruption.none(), WriterListener.NONE));
        }
    }
}
