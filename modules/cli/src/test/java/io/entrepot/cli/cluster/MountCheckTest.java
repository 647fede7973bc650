package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountCheckTest {

    private static final Map<TopicPartition, Long> FIRST_IS_WRITTEN = Map.of(new TopicPartition("ordered", 0), 17L, new TopicPartition("ordered", 1), 0L);

    @TempDir
    private Path directory;

    @Test
    void anEmptyMountPointIsNotWrittenTo() {
        assertThatThrownBy(() -> MountCheck.of(Volumes.all(directory), FIRST_IS_WRITTEN, Map.of())).isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("Partition 0 has been written before, and nothing of that is in " + directory + ": mount its disk")
                .hasMessageContaining("--new-volume");
        assertThatThrownBy(() -> MountCheck.of(volumes(0, directory.resolve("not made")), FIRST_IS_WRITTEN, Map.of())).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatIsNewMayBeEmptyAndWhatWasWrittenMayGoOn() throws IOException {
        assertThatCode(() -> MountCheck.of(volumes(1, directory), FIRST_IS_WRITTEN, Map.of())).as("another partition is written elsewhere").doesNotThrowAnyException();
        assertThatCode(() -> MountCheck.of(Volumes.all(directory), Map.of(), Map.of())).as("the first start").doesNotThrowAnyException();
        Files.createDirectory(directory.resolve(".entrepot"));
        assertThatCode(() -> MountCheck.of(Volumes.all(directory), FIRST_IS_WRITTEN, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void whatHasBeenTrimmedWasWritten() {
        assertThatThrownBy(() -> MountCheck.of(Volumes.all(directory), Map.of(), FIRST_IS_WRITTEN)).as("and Kafka has forgotten the positions")
                .isInstanceOf(RefusedException.class).hasMessageContaining("Partition 0");
    }

    private static Volumes volumes(int partition, Path root) {
        return Volumes.parse(List.of(partition + "=" + root));
    }
}
