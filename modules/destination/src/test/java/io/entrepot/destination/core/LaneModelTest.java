package io.entrepot.destination.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Random partitions of the ordered topic, with crashes at any boundary between two actions, against a model. */
class LaneModelTest {

    private static final int SEQUENCES = 2_000;

    @Test
    void keepsTheInvariantsOverRandomSequencesWithCrashes() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            ModelFleet fleet = new ModelFleet(seed, 3, 1 + (int) (seed % 7), false);
            runToTheEnd(fleet, seed, 20 + (int) (seed % 60));
        }
    }

    @Test
    void keepsTheInvariantsWhenRecordsAreTamperedWith() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            ModelFleet fleet = new ModelFleet(seed, 3, 2 + (int) (seed % 6), true);
            runToTheEnd(fleet, seed, 20 + (int) (seed % 60));
        }
    }

    @Test
    void keepsTheInvariantsWhenImagesAreMovedToOtherPartitions() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            ModelFleet fleet = new ModelFleet(seed, 2, 2 + (int) (seed % 6), seed % 4 == 0, 2 + (int) (seed % 2));
            runToTheEnd(fleet, seed, 20 + (int) (seed % 60));
        }
    }

    @Test
    void recoversFromACrashAtEachSingleBoundary() {
        for (long seed = 0; seed < 25; seed++) {
            recoversFromACrashAtEachSingleBoundary(seed, new ModelFleet(seed, 2, 4, false));
            recoversFromACrashAtEachSingleBoundary(seed, new ModelFleet(seed, 2, 4, false, 2));
        }
    }

    private void recoversFromACrashAtEachSingleBoundary(long seed, ModelFleet fleet) {
        AtomicInteger boundaries = new AtomicInteger();
        ModelDestination whole = new ModelDestination(fleet, seed, boundaries::incrementAndGet);
        run("seed " + seed, whole);
        for (int at = 1; at <= boundaries.get(); at++) {
            AtomicInteger left = new AtomicInteger(at);
            ModelDestination destination = new ModelDestination(fleet, seed, () -> {
                if (left.decrementAndGet() == 0) {
                    throw new ModelDestination.Crash();
                }
            });
            String where = "seed " + seed + " crashed at boundary " + at;
            assertThat(run(where, destination)).as(where).isFalse();
            destination.crash();
            assertThat(run(where, destination)).as(where).isTrue();
            checkTheEnd(fleet, destination, where);
        }
    }

    private void runToTheEnd(ModelFleet fleet, long seed, int oneCrashIn) {
        Random crashes = new Random(seed * 31);
        ModelDestination destination = new ModelDestination(fleet, seed, () -> {
            if (crashes.nextInt(oneCrashIn) == 0) {
                throw new ModelDestination.Crash();
            }
        });
        // Every run gets further with some probability; the model would loop for ever only if a run never did.
        for (int runs = 0; !run("seed " + seed, destination); runs++) {
            assertThat(runs).as("seed %d gets to its end", seed).isLessThan(5_000);
            destination.crash();
        }
        checkTheEnd(fleet, destination, "seed " + seed);
    }

    private boolean run(String where, ModelDestination destination) {
        try {
            destination.run();
            return true;
        } catch (ModelDestination.Crash crash) {
            return false;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
    }

    private void checkTheEnd(ModelFleet fleet, ModelDestination destination, String where) {
        fleet.fates.forEach((generation, fate) -> {
            if (fate == ModelFleet.Fate.TAMPERED) {
                return;
            }
            List<Word> words = destination.words.getOrDefault(generation, List.of());
            assertThat(words).as("%s: H: %s got its words", where, generation).isNotEmpty();
            Set<Word.State> terminal = new HashSet<>();
            words.stream().map(Word::state)
                    .filter(state -> state != Word.State.RECEIVING && state != Word.State.PARKED).forEach(terminal::add);
            boolean taintedName = fleet.fates.entrySet().stream().anyMatch(other ->
                    other.getValue() == ModelFleet.Fate.TAMPERED
                            && other.getKey().image().equals(generation.image()));
            if (!taintedName && fate == ModelFleet.Fate.OVERTAKEN) {
                assertThat(terminal).as("%s: the last word on %s", where, generation).isNotEmpty();
            } else if (!taintedName) {
                assertThat(terminal).as("%s: F, J: the last word on %s", where, generation)
                        .containsExactly(Word.State.valueOf(fate.name()));
            }
        });
        newestCommitted(fleet).forEach((image, content) -> assertThat(destination.finalFile(image))
                .as("%s: F: %s holds its newest committed generation", where, image).isEqualTo(content));
    }

    private Map<String, byte[]> newestCommitted(ModelFleet fleet) {
        Map<String, Generation> newest = new HashMap<>();
        fleet.fates.forEach((generation, fate) -> {
            if (fate == ModelFleet.Fate.COMMITTED) {
                newest.merge(generation.image(), generation,
                        (a, b) -> fleet.ordinals.get(a) > fleet.ordinals.get(b) ? a : b);
            }
        });
        Map<String, byte[]> contents = new HashMap<>();
        newest.forEach((image, generation) -> {
            boolean tampered = fleet.fates.entrySet().stream().anyMatch(entry ->
                    entry.getKey().image().equals(image)
                            && (entry.getValue() == ModelFleet.Fate.TAMPERED
                            || entry.getValue() == ModelFleet.Fate.OVERTAKEN
                            && fleet.ordinals.get(entry.getKey()) > fleet.ordinals.get(generation)));
            if (!tampered) {
                contents.put(image, fleet.contents.get(generation));
            }
        });
        return contents;
    }
}
