package io.entrepot.cli.copy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationLockTest {

    @TempDir
    Path temp;

    @Test
    void oneCopyHasADestinationAtATime() {
        // Given
        Path destination = temp.resolve("images");
        DestinationLock first = DestinationLock.take(destination);

        // When, Then
        assertThatThrownBy(() -> DestinationLock.take(destination)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("Another copy is writing to " + destination);

        // When
        first.close();

        // Then
        assertThatCode(() -> DestinationLock.take(destination).close()).doesNotThrowAnyException();
    }
}
