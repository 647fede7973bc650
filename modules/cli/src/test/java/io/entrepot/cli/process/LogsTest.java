package io.entrepot.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

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

    @ParameterizedTest
    @ValueSource(strings = {"plain", "100% done", "%i of %d", "%d{yyyy", "a\\%b", "%n(", "50%-50%)"})
    void whatIsFullIsPutAsideWhateverTheDirectoryIsCalled(String name) throws IOException {
        // Given
        Path directory = Files.createDirectory(temp.resolve(name));
        Path log = Logs.into(directory);
        Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var appender = (RollingFileAppender<ILoggingEvent>) root.iteratorForAppenders().next();

        // When
        for (String said : List.of("first", "second", "third")) {
            root.info(said);
            appender.rollover();
        }
        root.info("last");

        // Then
        assertThat(log).content().contains(" last").hasLineCount(1);
        assertThat(directory.resolve("entrepot.log.1")).content().contains(" third").hasLineCount(1);
        assertThat(directory.resolve("entrepot.log.2")).content().contains(" second").hasLineCount(1);
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("entrepot.log", "entrepot.log.1",
                    "entrepot.log.2", "entrepot.log.lock");
        }
        assertThat(temp.toFile().list()).containsExactly(name);
    }
}
