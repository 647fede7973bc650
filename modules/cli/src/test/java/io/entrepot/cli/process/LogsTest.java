package io.entrepot.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    @TempDir
    Path temp;

    @AfterEach
    void close() {
        Logs.close();
    }

    @Test
    void eachProcessHasAFileOfItsOwn() throws IOException {
        // Given
        try (FileChannel other = FileChannel.open(temp.resolve("entrepot.log.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();

            // When, Then
            assertThat(Logs.into(temp)).isEqualTo(temp.resolve("entrepot-2.log")).exists();
        }
        assertThat(Logs.into(temp)).isEqualTo(temp.resolve("entrepot.log")).exists();
    }
}
