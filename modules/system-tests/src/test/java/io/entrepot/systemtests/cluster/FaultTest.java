package io.entrepot.systemtests.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
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

    /** Nothing: several to a lot, as below. {@code all}: the table. Else faults with such words in their names, a regular expression, once each. */
    private static final String WHICH = System.getProperty("entrepot.faults", "");
    private static final int FROM = Integer.getInteger("entrepot.faults.from", 1);
    private static final int TO = Integer.getInteger("entrepot.faults.to", FaultTable.ROUNDS);
    /** Other rounds have other chances. */
    private static final long SEED = Long.getLong("entrepot.faults.seed", 42 + FROM);
    /** By default other tests run beside these, and lots are few. Of the table, as many as two cores have to be kept busy with. */
    private static final int AT_ONCE = Integer.getInteger("entrepot.faults.at-once", WHICH.isEmpty() ? 1 : 4);
    private static final Path TARGET = Path.of("..", "..", "target");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private TestCluster cluster;
    private Crossings crossings;

    @BeforeAll
    void startsACluster(@TempDir Path directory) {
        cluster = new TestCluster(directory);
        crossings = new Crossings(cluster, AT_ONCE, new FaultReport(TARGET.resolve("fault-table.txt")), TARGET.resolve("fault-logs"));
    }

    @AfterAll
    void endsIt() {
        if (crossings != null) {
            crossings.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    /** All lots are on their way, or wait for it, before the first one is asked for. */
    private List<Named<Future<?>>> lots() {
        return faults().map(lot -> Named.<Future<?>>of(lot.toString(), crossings.send(lot, random.split()))).toList();
    }

    /** What strikes each lot of images. */
    private static Stream<List<Fault>> faults() {
        return switch (WHICH) {
            case "" -> FaultTable.once();
            case "all" -> FaultTable.rounds(FROM, TO);
            default -> FaultTable.rounds(1, 1).flatMap(List::stream)
                    .filter(fault -> Pattern.compile(WHICH).matcher(fault.name()).find()).map(List::of);
        };
    }

    @ParameterizedTest
    @MethodSource("lots")
    void everyImageArrivesAllTheSame(Future<?> lot) throws Throwable {
        try {
            lot.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
