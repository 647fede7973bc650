package io.entrepot.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetFoldTest {

    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void tellsFromTheRecordsWhatIsTrue(long seed) {
        // Given
        FleetFold fold = new FleetFold("fleet", true);
        World world = new World(fold, seed);

        for (int step = 0; step < STEPS; step++) {
            // When
            world.step();
            DestinationState told = look(fold, world);

            // Then
            String at = "seed " + seed + ", step " + step;
            Map<String, ImageState> images = told.images().stream().collect(Collectors.toMap(ImageState::generation, each -> each));
            for (World.Truth truth : world.all) {
                ImageState image = images.get(truth.id);
                if (image == null) {
                    assertThat(newerThan(truth, world)).as("%s: only the oldest are forgotten, %s", at, truth.image)
                            .isGreaterThanOrEqualTo(Generations.OF_ONE_IMAGE_MAX);
                } else {
                    check(image, truth, world, at);
                }
            }
            checkPartitions(told, world, at);
        }
    }

    private static DestinationState look(FleetFold fold, World world) {
        PartPositions positions = new PartPositions(Map.of(), Map.of(), world.heads, OptionalInt.of(1));
        return fold.at(world.nowMs, World.PARTITIONS, Map.of(World.DESTINATION, positions)).destinations().get(0);
    }

    private static void check(ImageState image, World.Truth truth, World world, String at) {
        String which = at + ", " + truth.image + " " + truth.id;
        assertThat(image.stage()).as(which).isEqualTo(world.stage(truth));
        assertThat(image.sentBytes()).as(which).isEqualTo(truth.sentBytes);
        assertThat(image.writtenBytes()).as(which).isEqualTo(truth.writtenBytes);
        assertThat(image.newest()).as(which).isEqualTo(world.isNewest(truth));
        long waiting = image.stage().isFinal() ? 0 : truth.sentBytes - truth.writtenBytes;
        assertThat(image.waitingBytes()).as(which).isEqualTo(waiting);
        assertThat(image.waitingRecords()).as(which).isEqualTo(waiting / Records.RUN_BYTES);
        long piece = Math.max(1, (truth.size + SendTimes.PIECES - 1) / SendTimes.PIECES);
        assertThat(image.waitingSinceMs().orElse(0)).as("%s, since when data waits", which)
                .isEqualTo(waiting == 0 ? 0 : truth.sentMs.get((int) (truth.writtenBytes / piece * piece / Records.RUN_BYTES)));
        assertThat(image.secondsLeft().orElse(0)).as(which).isNotNegative();
    }

    private static void checkPartitions(DestinationState told, World world, String at) {
        for (PartitionState partition : told.partitions()) {
            World.Truth holder = world.holders.get(partition.partition());
            List<ImageState> here = told.images().stream().filter(image -> image.partition() == partition.partition()).toList();
            assertThat(partition.turn().map(Turn::generation).orElse("nobody")).as("%s, turn on %s", at, partition.partition())
                    .isEqualTo(holder == null ? "nobody" : holder.id);
            assertThat(partition.waitingBytes()).as(at).isEqualTo(here.stream().mapToLong(ImageState::waitingBytes).sum());
            assertThat(partition.turn().stream().flatMapToLong(turn -> turn.sinceMs().stream())).as(at)
                    .allMatch(since -> since <= world.nowMs);
        }
        long oldestMs = told.images().stream().flatMapToLong(image -> image.waitingSinceMs().stream()).min().orElse(world.nowMs);
        assertThat(told.oldestWaitingMs(world.nowMs)).as(at).isEqualTo(world.nowMs - oldestMs);
        told.troubles().stream().filter(trouble -> trouble.image().isPresent()).forEach(trouble ->
                assertThat(told.images()).as(at).anyMatch(image -> image.newest() && image.image().equals(trouble.image().get())));
    }

    private static long newerThan(World.Truth truth, World world) {
        return world.all.stream().filter(other -> other.image.equals(truth.image) && other.ordinal > truth.ordinal).count();
    }
}
