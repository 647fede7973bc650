package io.entrepot.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuByPartTest {

    @Test
    void namesThreadsByWhatTheyAreAndNotByWhichOne() {
        assertThat(ThreadGroups.of("agent-hash-12")).isEqualTo("agent-hash");
        assertThat(ThreadGroups.of("data-plane-kafka-request-handler-0")).isEqualTo("data-plane-kafka-request-handler");
        assertThat(ThreadGroups.of("s-2f0c8a1e-0000-4000-8000-0123456789ab-StreamThread-1")).isEqualTo("s-*-StreamThread");
        assertThat(ThreadGroups.of("17")).isEqualTo("unnamed");
    }

    @Test
    void addsUpGroupsAndGivesTheRestToTheMachine() {
        CpuByPart cpu = new CpuByPart();
        cpu.cpu("hash-1", 2);
        cpu.cpu("hash-2", 3);
        cpu.cpu("writer", 1);
        for (String method : List.of("a", "b", "a", "c")) {
            cpu.sample("hash-2", method);
        }

        List<CpuByPart.Part> parts = cpu.parts(10, 2);

        assertThat(parts).extracting(CpuByPart.Part::group).containsExactly("hash", "(JVM, native threads, start-up)", "writer");
        assertThat(parts).extracting(CpuByPart.Part::cpuSeconds).containsExactly(5.0, 4.0, 1.0);
        assertThat(parts.get(0).frames()).containsExactly(new CpuByPart.Frame("a", 50), new CpuByPart.Frame("b", 25));
        assertThat(ProfileCommand.table(parts, 10, 1_000_000_000)).element(1).asString()
                .contains("hash").contains("5.00  50.0  5.00").endsWith("a 50 %, b 25 %");
    }

    @Test
    void readsARecording(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("some.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ThreadCPULoad").withPeriod(Duration.ofMillis(20));
            recording.start();
            recording.stop();
            recording.dump(file);
        }

        assertThat(RecordingReader.read(file, 1).parts(1, 1)).isNotEmpty();
    }

    @Test
    void takesALoadForThatOfTheTimeSinceTheLookBefore() {
        Instant begin = Instant.ofEpochSecond(100);
        Instant first = begin.plusMillis(200);
        Instant end = begin.plusMillis(390);
        Instant second = begin.plusMillis(400);
        Looks looks = new Looks(List.of(second, first, end, second, first), begin);

        assertThat(looks.covered(first, begin)).isEqualTo(Duration.ofMillis(200));
        assertThat(looks.covered(second, begin)).as("the end of one thread is no look").isEqualTo(Duration.ofMillis(200));
        assertThat(looks.covered(end, begin)).as("of a thread that ends").isEqualTo(Duration.ofMillis(190));
        assertThat(looks.covered(second, begin.plusMillis(350))).as("of one that has just begun").isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void countsWhatIsNotZero() throws Exception {
        assertThat(CopySummary.dataBytes(List.of("{\"message_type\":\"summary\",\"newBytes\":3,\"knownBytes\":4}"))).isEqualTo(7);
    }
}
