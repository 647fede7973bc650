package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationRecordsTest {

    @TempDir
    private Path temp;

    @Test
    void imagesAreFoundBehindALinkToTheirDirectory() throws IOException {
        // Given
        Path volume = Files.createDirectory(temp.resolve("volume"));
        Files.createDirectories(volume.resolve("racks/1"));
        Files.writeString(volume.resolve("racks/1/disk"), "an image");
        DestinationRecords records = DestinationRecords.at(Files.createSymbolicLink(temp.resolve("link"), volume));
        Path record = records.file("racks/1/disk");

        // Then
        assertThat(records.images(Set.of(record))).containsOnlyKeys(record).containsValue("racks/1/disk");
    }

    @Test
    void aDirectoryThatFailsWhileItIsListedIsNamed() throws IOException {
        FinalNames names = new FinalNames(temp, name -> { });
        assertThat(names.postVisitDirectory(temp, null)).isEqualTo(FileVisitResult.CONTINUE);
        assertThatThrownBy(() -> names.postVisitDirectory(temp, new IOException("Input/output error")))
                .hasMessage("the directory " + temp + " cannot be listed: Input/output error");
    }

    @Test
    void recordsThatCannotBeListedAreNotTakenForNone() throws IOException {
        DestinationRecords records = DestinationRecords.at(temp);
        assertThat(records.readable((file, why) -> { })).as("no directory").isEmpty();

        Files.createDirectories(records.directory().getParent());
        Files.writeString(records.directory(), "");
        assertThatThrownBy(() -> records.readable((file, why) -> { })).isInstanceOf(IOException.class)
                .hasMessage("the directory " + records.directory() + " cannot be listed: it is not a directory");
    }
}
