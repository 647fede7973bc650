package io.entrepot.resequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {

    @TempDir
    private Path directory;

    @Test
    void whatWasClosedIsGoneOnWith() throws IOException {
        LocalState state = new LocalState(directory.resolve("streams"), "ordered-1");
        assertThat(state.isStale(false)).isFalse();

        state.mark();
        state.closed();

        assertThat(state.isStale(false)).isFalse();
        assertThat(state.isStale(true)).as("it says whose it is").isFalse();
    }

    @Test
    void whatWasNotClosedIsOfNoUse() throws IOException {
        LocalState state = new LocalState(directory.resolve("streams"), "ordered-1");
        state.mark();

        assertThat(new LocalState(directory.resolve("streams"), "ordered-1").isStale(false))
                .as("a kill can have left any part of a store's files").isTrue();
    }

    @Test
    void anotherDestinationsIsOfNoUse() throws IOException {
        LocalState state = new LocalState(directory.resolve("streams"), "ordered-1");
        state.mark();
        state.closed();

        assertThat(new LocalState(directory.resolve("streams"), "ordered-2").isStale(false)).isTrue();
    }
}
