package io.entrepot.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.benchmarks.BenchException;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.Scratch;
import io.entrepot.benchmarks.process.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {

    @TempDir
    private Path directory;
    private Fleet fleet;

    @BeforeEach
    void makeAFleet() throws IOException {
        Path images = Files.createDirectory(directory.resolve("images"));
        Files.writeString(images.resolve("-a b.raw"), "abc");
        Files.writeString(images.resolve("c.raw"), "defg");
        fleet = Fleet.in(images);
    }

    private Trial run(String there, String back, Between between) {
        try (Scratch scratch = Scratch.below(directory.resolve("work"))) {
            return new Contest(fleet, scratch, Path.of("/bin/false"), new Meter(Duration.ofMinutes(1)))
                    .run(new Tool("tool", List.of(), List.of(), there, back, between));
        }
    }

    @Test
    void goesThereAndBackAndCountsWhatLiesBetween() {
        Trial trial = run("cp \"$@\" \"$STORE\"\n", "cp \"$STORE\"/* \"$OUT\"\n", Between.STORE);

        assertThat(trial).isInstanceOfSatisfying(Trial.Done.class, done -> {
            assertThat(done.between()).hasValue(7);
            assertThat(done.back().wallNs()).isPositive();
        });
        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    @Test
    void makesALineOfAToolThatFails() {
        assertThat(run("echo no such thing; exit 4\n", "", Between.NOTHING))
                .isEqualTo(new Trial.Failed("there: exit 4, no such thing"));
    }

    @Test
    void doesNotTrustAToolsExit() {
        assertThat(run("cp \"$@\" \"$OUT\"; printf x >>\"$OUT/c.raw\"\n", "", Between.NOTHING))
                .isInstanceOfSatisfying(Trial.Failed.class, failed -> assertThat(failed.why()).startsWith("compare: exit 1, "));
    }

    @Test
    void readsWhatCopyAndRsyncSay() throws IOException {
        assertThat(BetweenBytes.interimBytes(List.of("{\"message_type\":\"note\"}",
                "{\"message_type\":\"summary\",\"interimBytes\":645000000}"))).isEqualTo(645_000_000L);
        assertThat(BetweenBytes.sentBytes(List.of("Number of files: 8", "Total bytes sent: 17,184,000"))).isEqualTo(17_184_000L);
        assertThatThrownBy(() -> BetweenBytes.sentBytes(List.of())).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAToolThatIsNone() {
        assertThat(Tools.named(List.of("rsync", "copy"))).extracting(Tool::name).containsExactly("rsync", "copy");
        assertThatThrownBy(() -> Tools.named(List.of("tape"))).isInstanceOf(BenchException.class).hasMessageContaining("tape");
    }
}
