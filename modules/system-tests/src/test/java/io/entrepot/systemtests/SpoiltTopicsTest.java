package io.entrepot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.interim.SpoiltRecords;
import io.entrepot.systemtests.interim.SpoiltRecords.Deed;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * J and F: a thousand records with flipped bits, cut short, said again, out of order or under another's key, half of them on the interim
 * topic and half on the ordered topic; then a fleet is sent behind them. Every image arrives, and nothing else is where it should not be.
 */
@Tag("table")
class SpoiltTopicsTest {

    private static final int SPOILT = 500;
    private static final int IMAGE_MIB = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63})
    void aThousandSpoiltRecordsStopNothing(long seed) throws IOException {
        // Given
        Workbench bench = Workbench.of(directory, IMAGE_MIB);
        Workbench before = bench.sending(TestFleet.GOLDEN, TestFleet.CLONE, TestFleet.WRITTEN_ZEROS, TestFleet.TINY);
        before.copied();
        String interim = bench.interim().audit(null).interimTopic();
        String ordered = interim.replaceFirst("interim$", "local.ordered");
        SpoiltRecords spoilt = new SpoiltRecords(seed);
        Map<Deed, Integer> sent = bench.interim().withBroker(server -> {
            spoilt.send(server, interim, SPOILT);
            return spoilt.send(server, ordered, SPOILT);
        });
        assertThat(sent.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(SPOILT);
        before.destination().holdsExactly(before.fleet(), before.fleet().names());

        // When
        Result result = bench.copy("--parallel", "4").run();

        // Then
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(bench.destination().finalNames()).as("J: images under final names, of %s", result).containsAll(bench.fleet().names());
        bench.fleet().names().forEach(name -> assertThat(Destination.differences(bench.fleet().path(name),
                bench.destination().root().resolve(name))).as("invariant F of %s", name).isEmpty());
        try (var beside = Files.list(directory)) {
            assertThat(beside.map(path -> path.getFileName().toString())).as("J: nothing outside of the root")
                    .containsExactlyInAnyOrder("images", "destination", "interim");
        }
    }
}
