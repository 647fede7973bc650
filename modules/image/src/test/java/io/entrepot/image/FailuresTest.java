package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static final Path PATH = Path.of("/srv/a/web.raw");

    @ParameterizedTest
    @ValueSource(ints = {Posix.EROFS, Posix.EIO, Posix.ESTALE, Posix.EMFILE, Posix.ENFILE, Posix.ENOMEM})
    void whatEveryFileWouldMeetIsTheVolumesFault(int error) {
        assertThat(of(error)).isInstanceOf(VolumeFaultException.class).hasMessageStartingWith("cannot create /srv/a/web.raw: ");
    }

    @Test
    void whatComesOfANameIsNot() {
        assertThat(of(Posix.ENOTDIR)).isInstanceOf(ObstacleException.class);
        assertThat(of(Posix.ELOOP)).isInstanceOf(ObstacleException.class);
        assertThat(of(Posix.EINVAL)).isExactlyInstanceOf(IOException.class);
    }

    private static IOException of(int error) {
        return Failures.of("cannot create", PATH, new LastErrorException(error));
    }
}
