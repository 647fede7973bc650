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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"", "copy", "copy /one", "copy --what /a /b", "copy --parallel 0 /a /b", "copy --parallel x /a /b",
        "copy --chunker none /a /b", "copy --zstd-level 99 /a /b", "copy --zstd-level best /a /b", "copy --fleet A_B /a /b", "estimate", "demo --megabytes 0", "fly", "topics",
        "topics create --bootstrap-server h:1", "topics create --fleet f", "topics create --fleet f --bootstrap-server h:1 --partitions 0",
        "send --fleet f /a", "send --fleet f --bootstrap-server h:1 /a",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --partition -1 /a", "resequence --fleet f --bootstrap-server h:1",
        "write --fleet f --destination d --bootstrap-server h:1 --schema-registry http://h:1",
        "write --fleet f --destination d --bootstrap-server h:1 --schema-registry http://h:1 --to /a --volume 0=/b",
        "receive --fleet f --destination D_ --bootstrap-server h:1 --schema-registry http://h:1 --to /a",
        "pause --fleet f", "pause --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --image [a",
        "cancel --fleet f --bootstrap-server h:1 --schema-registry http://h:1",
        "rate --fleet f --bootstrap-server h:1", "rate --fleet f --bootstrap-server h:1 --schema-registry http://h:1 500",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --rate fast /a",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --broker-free-min much /a",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --manifest /m /a",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --manifest /m --root /r",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --wait D_ /a",
        "send --fleet f --bootstrap-server h:1 --schema-registry http://h:1 --precopy --wait d /a",
        "broker", "broker --directory /tmp/x --listener 9092"})
    void whatCannotBeMeantIsUsageInOneOrTwoLines(String line) {
        // When
        int exit = run(line.isEmpty() ? new String[0] : line.split(" "));

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(text(err).lines()).hasSizeBetween(1, 2).first().asString().startsWith("entrepot: ");
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fly | entrepot has no command fly: it has copy, estimate, demo,",
        "sent a | Was send meant?",
        "topics make | entrepot topics has no command make: it has create, describe, trim, delete.",
        "copy --what /a /b | entrepot copy has no option --what.",
        "copy --paralel 3 /a /b | entrepot copy has no option --paralel. Was --parallel meant?",
        "status x --fleet f | entrepot status takes no argument x.",
        "copy | Give IMAGES... DIR.",
        "status | Give --fleet NAME.",
        "copy --fleet | --fleet takes a value: --fleet NAME.",
        "copy --parallel x /a /b | --parallel takes a whole number, and not x.",
        "copy --http=5 /a /b | --http takes no value but true or false, and not 5.",
        "copy --parallel 3 --parallel 4 /a /b | --parallel is given twice.",
        "send --placement near --fleet f /a | --placement takes one of name, similar, and not near."})
    void whatIsWrongWithALineIsSaidInOurWords(String line, String words) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).startsWith("entrepot: ").contains(words).contains("Try: entrepot");
    }

    @Test
    void aVariableThatIsSetToNothingIsNotSet() {
        EnvironmentDefaults defaults = new EnvironmentDefaults(Map.of("ENTREPOT_HTTP_PORT", "", "ENTREPOT_JSON", " "));

        assertThat(defaults.defaultValue(OptionSpec.builder("--http-port").build())).isNull();
        assertThat(defaults.defaultValue(OptionSpec.builder("--json").build())).isNull();
    }

    @Test
    void aDestinationBelowAFileIsRefusedByName() throws IOException {
        // Given
        Path image = Files.writeString(temp.resolve("a.raw"), "x");
        Path file = Files.writeString(temp.resolve("file"), "x");

        // When
        int exit = run("copy", image.toString(), file.resolve("below/it").toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(text(err)).isEqualTo("entrepot: The destination " + file.resolve("below/it") + " cannot be made: " + file
                + " is a file. Name another, or move that away.\n");
    }

    @Test
    void anImageThatIsNotThereFailsBeforeAnythingIsMade() {
        // Given
        Path to = temp.resolve("to");

        // When
        int exit = run("copy", temp.resolve("absent").toString(), to.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(text(err)).isEqualTo("entrepot: The image " + temp.resolve("absent") + " does not exist.\n");
        assertThat(to).doesNotExist();
    }

    @Test
    void withJsonAnErrorIsJsonToo() throws IOException {
        // Given
        Path image = Files.writeString(temp.resolve("a.raw"), "x");

        // When
        int exit = run("copy", "--json", image.toString(), temp.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(text(out)).startsWith("{\"message_type\":\"error\",\"message\":\"").contains("itself").hasLineCount(1);
    }

    @Test
    void aDirectoryIsNotCopiedIntoItselfBehindALinkEither() throws IOException {
        // Given
        Path images = Files.createDirectories(temp.resolve("images"));
        Files.write(images.resolve("a.raw"), new byte[] {1});
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp);

        // When
        int exit = run("copy", images.toString(), link.resolve("images/copies/today").toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(text(err)).contains("lies in " + images).hasLineCount(1);
        assertThat(images.resolve("copies")).doesNotExist();
    }

    @Test
    void anEstimateSaysWhatWouldBeSent() throws IOException {
        // Given
        Path image = Files.write(temp.resolve("a.raw"), new byte[1 << 20]);

        // When
        int exit = run("estimate", "--json", "--scratch", temp.toString(), image.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("\"message_type\":\"estimate\"").contains("\"zeroBytes\":1048576").contains("\"newBytes\":0");
    }

    @Test
    void everyOptionHasAVariable() {
        // Given
        EnvironmentDefaults defaults = new EnvironmentDefaults(Map.of("ENTREPOT_ZSTD_LEVEL", "7", "ENTREPOT_FORCE", "true"));

        // When, Then
        assertThat(defaults.defaultValue(OptionSpec.builder("-z", "--zstd-level").build())).isEqualTo("7");
        assertThat(defaults.defaultValue(OptionSpec.builder("--parallel").build())).isNull();
        assertThat(defaults.defaultValue(OptionSpec.builder("--force").build())).as("to be meant each time").isNull();
    }

    /** A unit's environment, with which a writer replaces files, is none in which a repair undoes what a machine wrote. */
    @Test
    void toOverwriteIsMeantEachTimeWhereItCannotBeUndone() {
        // Given
        Surroundings surroundings = new Surroundings(System.out, System.err, Interruption.none(), WriterListener.NONE);

        // When
        Map<String, CommandLine> commands = Main.line(surroundings, Map.of()).getSubcommands();

        // Then
        assertThat(EnvironmentDefaults.variableOf(commands.get("write").getCommandSpec().findOption("--overwrite"))).contains("ENTREPOT_OVERWRITE");
        assertThat(EnvironmentDefaults.variableOf(commands.get("verify").getCommandSpec().findOption("--overwrite"))).isEmpty();
    }

    @Test
    void helpIsGivenForEachCommand() {
        // When, Then
        assertThat(run("copy", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("IMAGES... DIR").contains("--overwrite").contains("page8k");
        assertThat(run("write", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).as("how lines of a variable are told apart is not how an option is given").doesNotContain("\\R");
    }

    @Test
    void everyCommandIsFoundByTheNameThatItDeclares() {
        Surroundings surroundings = new Surroundings(System.out, System.err, Interruption.none(), WriterListener.NONE);

        Main.line(surroundings, Map.of()).getSubcommands().forEach((name, command) ->
                assertThat(command.getCommandSpec().userObject().getClass().getAnnotation(Command.class).name()).isEqualTo(name));
    }

    @Test
    void whatTellsOfTheOtherCommandsKnowsThem() {
        assertThat(run("completion")).isEqualTo(ExitCode.DONE);
        assertThat(run("help", "verify")).isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("resequence").contains("--sample");
    }

    private int run(String... arguments) {
        try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
             PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            return Main.run(arguments, new Surroundings(outStream, errStream, Interruption.none(), WriterListener.NONE));
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
