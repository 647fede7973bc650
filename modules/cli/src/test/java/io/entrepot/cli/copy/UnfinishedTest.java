package io.entrepot.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.copy.Unfinished.Begun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {

    @TempDir
    Path temp;

    @Test
    void whatHasComeToItsEndIsForgotten() throws IOException {
        // Given
        Path file = temp.resolve("unfinished.json");
        Unfinished unfinished = new Unfinished(file);
        unfinished.add(Map.of("a \"\n", new Begun(1, 10), "b", new Begun(2, 20)));
        unfinished.add(Map.of("b", new Begun(2, 21), "c", new Begun(3, 30)));

        // When, Then
        assertThat(new Unfinished(file).settle((name, begun) -> false)).containsExactly("a \"\n", "b", "c");
        assertThat(new Unfinished(file).settle((name, begun) -> name.equals("b") && begun.equals(new Begun(2, 20)))).hasSize(3);
        assertThat(new Unfinished(file).settle((name, begun) -> begun.equals(new Begun(2, 21)))).containsExactly("a \"\n", "c");
        assertThat(new Unfinished(file).settle((name, begun) -> false)).containsExactly("a \"\n", "c");

        // When, Then
        unfinished.clear();
        assertThat(unfinished.settle((name, begun) -> false)).isEmpty();
        for (String damaged : List.of("{", "", "null", "{\"a\":null}", "[]")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> unfinished.add(Map.of())).isInstanceOf(IOException.class).hasMessageContaining("unfinished.json is damaged");
        }
    }
}
