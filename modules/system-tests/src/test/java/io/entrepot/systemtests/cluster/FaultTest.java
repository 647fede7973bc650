package io.entrepot.systemtests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two agents, two resequencers and two writers move images over three brokers and two partitions, and in the middle something goes wrong.
 * Each fault once by default; the whole table with {@code bin/test --faults}, which sets {@code entrepot.faults=all}, or some rounds of it
 * with {@code -Dentrepot.faults.from} and {@code .to}. Then every image is the same byte for byte, and the topics keep the invariants.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTest {

    /** Nothing: several at once, as below. {@code all}: the table. Else faults with such words in their names, a regular expression, once each. */
    private static final String WHICH = System.getProperty("entrepot.faults", "");
    private static final int FROM = Integer.getInteger("entrepot.faults.from", 1);
    private static final int TO = Integer.getInteger("entrepot.faults.to", FaultTable.ROUNDS);
    /** Other rounds have other chances. */
    private static final long SEED = Long.getLong("entrepot.faults.seed", 42 + FROM);
    /** The auditor reads all that a fleet's topics have, again after each trial: a new fleet before that is much. */
    private static final int TRIALS_OF_A_FLEET = 12;
    private static final Path TABLE = Path.of("..", "..", "target", "fault-table.txt");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> table = new ArrayList<>();
    private Path directory;
    private TestCluster cluster;
    private Crossing crossing;
    private int fleets;
    private int trials;

    @BeforeAll
    void startsACluster(@TempDir Path temporary) {
        directory = temporary;
        cluster = new TestCluster(directory);
    }

    @AfterAll
    void endsIt() {
        if (crossing != null) {
            crossing.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    /** What strikes each lot of images. */
    static Stream<List<Fault>> faults() {
        return switch (WHICH) {
            case "" -> FaultTable.once();
            case "all" -> FaultTable.rounds(FROM, TO);
            default -> FaultTable.rounds(1, 1).flatMap(List::stream)
                    .filter(fault -> Pattern.compile(WHICH).matcher(fault.name()).find()).map(List::of);
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyImageArrivesAllTheSame(List<Fault> faults) {
        if (crossing == null || trials % TRIALS_OF_A_FLEET == 0) {
            renew();
        }
        trials++;
        long began = System.nanoTime();
        try {
            List<String> seen = new Trial(cluster, crossing, "lot-" + trials, faults, random.split()).survives();
            seen.forEach(line -> table.add(line + "; identical, A to D and G kept"));
        } catch (RuntimeException | Error e) {
            table.add(faults + " FAILED: " + e.getMessage());
            // What is left of it is not to be in the next one's way.
            renew();
            throw e;
        } finally {
            table.add(String.format("    trial %d took %.0f s", trials, (System.nanoTime() - began) / 1e9));
            write();
        }
    }

    private void renew() {
        if (crossing != null) {
            crossing.close();
        }
        fleets++;
        crossing = new Crossing(cluster, "f" + fleets).startReceiving();
    }

    /** After each trial, so that what has been seen is there even when something hangs later. */
    private void write() {
        try {
            Files.createDirectories(TABLE.getParent());
            Files.write(TABLE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
