package io.entrepot.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.broker.StartState;
import io.entrepot.cli.plan.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterimDirectoryTest {

    @TempDir
    Path temp;

    @Test
    void itIsMadeUsedByOneAndRemovedWithAllThatIsInIt() throws IOException {
        // Given
        Path path = temp.resolve("a/interim");

        try (InterimDirectory interim = InterimDirectory.open(path)) {
            // When, Then
            assertThatThrownBy(() -> InterimDirectory.open(path)).isInstanceOf(RefusedException.class).hasMessageContaining("in use");
            Files.createDirectories(interim.streams().resolve("0_0/rocksdb"));
            interim.remove();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void whatIsNotOursIsLeftAlone() throws IOException {
        // Given
        Files.writeString(temp.resolve("thesis.txt"), "years of work");

        // When, Then
        assertThatThrownBy(() -> InterimDirectory.open(temp)).isInstanceOf(RefusedException.class).hasMessageContaining("thesis.txt");
        assertThat(temp.toFile().list()).containsExactly("thesis.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "streams", "broker"})
    void whatIsCalledLikeOursIsLeftAlone(String name) throws IOException {
        // Given
        Files.createDirectories(temp.resolve(name).resolve("thesis"));

        // When, Then
        assertThatThrownBy(() -> InterimDirectory.open(temp)).isInstanceOf(RefusedException.class).hasMessageContaining("(" + name + ")");
        assertThat(temp.resolve(name).resolve("thesis")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "schemas.json.next", ".unfinished.json.tmp", "unfinished.json", "entrepot.log", "entrepot.log.1"})
    void whatAKillLeftIsOurs(String name) throws IOException {
        // Given
        Files.createFile(temp.resolve(name));

        // When
        InterimDirectory.open(temp).remove();

        // Then
        assertThat(temp).doesNotExist();
    }

    @Test
    void whatAKillLeftOfADeletionIsDeleted() throws IOException {
        // Given: a broker's directory without its note, which is taken for somebody else's, but for its name.
        mark();
        Files.createDirectories(temp.resolve("broker.gone/logs"));

        try (InterimDirectory interim = InterimDirectory.open(temp)) {
            // When
            StartState state = interim.sift();

            // Then
            assertThat(state).isEqualTo(StartState.FRESH);
            assertThat(temp.resolve("broker.gone")).doesNotExist();
        }
    }

    @Test
    void underANewBrokerThePartsBeginAnew() throws IOException {
        // Given
        try (InterimDirectory interim = InterimDirectory.open(temp)) {
            Files.createDirectories(interim.agent().resolve("index"));
            Files.createDirectories(interim.streams());

            // When
            StartState state = interim.sift();

            // Then
            assertThat(state).isEqualTo(StartState.FRESH);
            assertThat(interim.agent()).doesNotExist();
            assertThat(interim.streams()).doesNotExist();
        }
    }

    @Test
    void afterTheMachineWentDownNothingIsTrusted() throws IOException {
        // Given
        note("RUNNING", "another-boot");
        try (InterimDirectory interim = InterimDirectory.open(temp)) {
            Files.createDirectories(interim.agent());

            // When
            StartState state = interim.sift();

            // Then
            assertThat(state).isEqualTo(StartState.SUSPECT);
            assertThat(interim.broker()).doesNotExist();
            assertThat(interim.agent()).doesNotExist();
        }
    }

    @Test
    void afterACleanEndAllIsKept() throws IOException {
        // Given
        note("CLOSED", "another-boot");
        try (InterimDirectory interim = InterimDirectory.open(temp)) {
            Files.createDirectories(interim.agent());

            // When
            StartState state = interim.sift();

            // Then
            assertThat(state).isEqualTo(StartState.REOPENED);
            assertThat(interim.agent()).exists();
            assertThat(InterimDirectory.isBegun(temp)).isTrue();
        }
    }

    @Test
    void aLockOfSomebodyElseMakesNothingOurs() throws IOException {
        Files.createFile(temp.resolve("lock"));
        Files.createDirectories(temp.resolve("agent/thesis"));
        assertThatThrownBy(() -> InterimDirectory.open(temp)).isInstanceOf(RefusedException.class).hasMessageContaining("(agent)");
        assertThat(temp.resolve("agent/thesis")).exists();
    }

    private void mark() {
        InterimDirectory.open(temp).close();
    }

    private void note(String phase, String bootId) throws IOException {
        mark();
        Path broker = Files.createDirectories(temp.resolve("broker/logs")).getParent();
        Files.writeString(broker.resolve("entrepot-broker.properties"), "version=1\nphase=" + phase + "\nboot_id=" + bootId + "\n");
    }
}
