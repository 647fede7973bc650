package io.entrepot.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.broker.BrokerDirectory.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDirectoryTest {

    private static final Found FRESH = new Found(StartState.FRESH, false);

    @TempDir
    Path temp;

    @Test
    void nothingThereIsFreshAndLookingMakesNothing() {
        // Given
        Path directory = temp.resolve("broker");

        // When
        Found found = BrokerDirectory.inspect(directory, "boot-1");

        // Then
        assertThat(found).isEqualTo(FRESH);
        assertThat(directory).doesNotExist();
    }

    @Test
    void aFormatThatDidNotEndIsBegunAgain() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            first.beginFormat();
            Files.writeString(first.logs().resolve("meta.properties"), "half");
        }

        // When
        try (BrokerDirectory second = BrokerDirectory.open(directory, "boot-1")) {
            Found found = second.found();
            second.beginFormat();

            // Then
            assertThat(found).isEqualTo(FRESH);
            assertThat(second.logs()).isEmptyDirectory();
        }
    }

    @Test
    void aCloseIsCleanUnderAnyBoot() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            first.noteRunning();
            first.noteClosed();
        }

        // When, Then
        assertThat(BrokerDirectory.inspect(directory, "boot-2")).isEqualTo(new Found(StartState.REOPENED, false));
    }

    @Test
    void aKillLosesNothingWhileTheMachineGoesOn() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            first.noteRunning();
        }

        // When, Then
        assertThat(BrokerDirectory.inspect(directory, "boot-1")).isEqualTo(new Found(StartState.REOPENED, true));
    }

    @Test
    void anUncleanEndUnderAnotherBootIsSuspect() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            first.noteRunning();
        }

        // When, Then
        assertThat(BrokerDirectory.inspect(directory, "boot-2")).isEqualTo(new Found(StartState.SUSPECT, true));
    }

    @Test
    void aStartThatFailsDoesNotHideThatTheMachineWentDown() throws IOException {
        // Given
        Path directory = temp.resolve("broker");
        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            first.noteRunning();
        }

        // When
        try (BrokerDirectory failing = BrokerDirectory.open(directory, "boot-2")) {
            failing.noteRunning();
        }

        // Then
        assertThat(BrokerDirectory.inspect(directory, "boot-2")).isEqualTo(new Found(StartState.SUSPECT, true));

        // When
        try (BrokerDirectory second = BrokerDirectory.open(directory, "boot-2")) {
            second.noteRunning();
            second.noteUp();
        }

        // Then
        assertThat(BrokerDirectory.inspect(directory, "boot-2")).isEqualTo(new Found(StartState.REOPENED, true));
    }

    @Test
    void aSecondRunIsTurnedAway() {
        // Given
        Path directory = temp.resolve("broker");

        try (BrokerDirectory first = BrokerDirectory.open(directory, "boot-1")) {
            // When, Then
            assertThatThrownBy(() -> BrokerDirectory.open(first.path(), "boot-1"))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("in use by another run")
                    .hasMessageContaining(directory.toString());
        }
        BrokerDirectory.open(directory, "boot-1").close();
    }

    @Test
    void aForeignDirectoryIsLeftAlone() throws IOException {
        // Given
        Path mine = Files.writeString(temp.resolve("thesis.txt"), "years of work");

        // When, Then
        assertThatThrownBy(() -> BrokerDirectory.open(temp, "boot-1"))
                .isInstanceOf(BrokerException.class).hasMessageContaining("not an Entrepot broker's");
        assertThat(temp).isDirectoryContaining(mine::equals);
        assertThat(temp.toFile().list()).containsExactly("thesis.txt");
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        // Given
        Path file = Files.writeString(temp.resolve("file"), "");

        // When, Then
        assertThatThrownBy(() -> BrokerDirectory.open(file, "boot-1"))
                .isInstanceOf(BrokerException.class).hasMessageContaining(file.toString());
    }

    @Test
    void aDamagedNoteAndAnotherVersionsAreRefused() throws IOException {
        // Given
        Path directory = Files.createDirectory(temp.resolve("broker"));
        Path note = directory.resolve("entrepot-broker.properties");

        // When, Then
        Files.writeString(note, "version=1\nphase=\u0000garbage");
        assertThatThrownBy(() -> BrokerDirectory.inspect(directory, "b")).isInstanceOf(BrokerException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(note, "version=2\nphase=CLOSED\n");
        assertThatThrownBy(() -> BrokerDirectory.inspect(directory, "b")).isInstanceOf(BrokerException.class)
                .hasMessageContaining("another version");
    }
}
