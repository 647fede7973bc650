package io.entrepot.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

    @TempDir
    private Path directory;

    @Test
    void replacesTheWholeContent() throws IOException {
        Path path = directory.resolve("record.json");
        DurableFile.replace(path, "a long first content".getBytes(UTF_8));
        DurableFile.replace(path, "short".getBytes(UTF_8));

        assertThat(path).hasContent("short");
        try (var files = Files.list(directory)) {
            assertThat(files).as("nothing temporary stays").containsExactly(path);
        }
        DurableFile.remove(path);
        DurableFile.remove(path);
        assertThat(path).doesNotExist();
    }

    @Test
    void whatACrashLeftBehindDoesNotMatter() throws IOException {
        Path path = directory.resolve("record.json");
        Files.writeString(directory.resolve(".record.json.tmp"), "half of a recor and much more than that");
        DurableFile.replace(path, "whole".getBytes(UTF_8));
        assertThat(path).hasContent("whole");
    }

    /** A reader sees one content or the other, at any moment. */
    @Test
    void isReplacedAtOneInstant() throws Exception {
        Path path = directory.resolve("record.json");
        byte[] first = "1".repeat(50_000).getBytes(UTF_8);
        byte[] second = "2".repeat(70_000).getBytes(UTF_8);
        DurableFile.replace(path, first);
        var stop = new AtomicBoolean();
        var torn = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!stop.get()) {
                try {
                    byte[] seen = Files.readAllBytes(path);
                    boolean whole = seen.length == first.length && seen[0] == '1' && seen[seen.length - 1] == '1'
                            || seen.length == second.length && seen[0] == '2' && seen[seen.length - 1] == '2';
                    if (!whole) {
                        torn.set(true);
                    }
                } catch (IOException e) {
                    torn.set(true);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 100; i++) {
            DurableFile.replace(path, i % 2 == 0 ? second : first);
        }
        stop.set(true);
        reader.join();
        assertThat(torn).as("F: never half a record").isFalse();
    }
}
