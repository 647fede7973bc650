package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumesTest {

    @Test
    void severalPartitionsMayGoToOneDirectory() {
        assertThat(Volumes.parse(List.of("0=/srv/a", "1=/srv/b", "2=/srv/x/../a", "3=/srv/c=d")).byRoot())
                .containsEntry(Path.of("/srv/a"), Set.of(0, 2)).containsEntry(Path.of("/srv/b"), Set.of(1))
                .containsEntry(Path.of("/srv/c=d"), Set.of(3)).hasSize(3);
        assertThat(Volumes.all(Path.of("/srv")).byRoot()).containsEntry(Path.of("/srv"), Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/a", "=/srv/a", "0=", "-1=/srv/a", "x=/srv/a", "9999999=/srv/a"})
    void whatIsNoVolumeIsSaid(String text) {
        assertThatThrownBy(() -> Volumes.parse(List.of(text))).isInstanceOf(UsageException.class).hasMessageContaining("0=/srv/a");
    }

    @Test
    void aPartitionHasOneDirectory() {
        assertThatThrownBy(() -> Volumes.parse(List.of("0=/srv/a", "0=/srv/b"))).isInstanceOf(UsageException.class)
                .hasMessageContaining("partition 0 twice");
    }
}
