package io.entrepot.systemtests;

import static io.entrepot.systemtests.process.RunningCopy.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that somebody writes to while it is read does not come out as a mixture: it fails by name, the others are finished. */
class ChangedImageTest {

    @Test
    void anImageThatChangesWhileItIsReadFailsByName(@TempDir Path directory) {
        // Given
        Workbench bench = Workbench.of(directory, 16).sending(TestFleet.STRANGER, TestFleet.CLONE, TestFleet.TINY);

        // When
        Result result;
        try (RunningCopy running = bench.copy("--parallel", "2").start()) {
            patiently().until(() -> {
                writeTo(bench.fleet().path(TestFleet.STRANGER));
                return !running.isAlive();
            });
            result = running.result();
        }

        // Then
        assertThat(result.exit()).as("%s", result).isEqualTo(3);
        RefusalTest.isOneClearLine(result, TestFleet.STRANGER, "chang");
        bench.destination().holdsExactly(bench.fleet(), List.of(TestFleet.CLONE, TestFleet.TINY));

        // When
        bench.copied();

        // Then
        bench.isWhole();
        bench.auditedWhole();
    }

    /** Another byte at the end of the image, and with it another time of modification. */
    private static void writeTo(Path image) {
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {(byte) System.nanoTime()}), file.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
