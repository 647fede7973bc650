package io.entrepot.cli.watch;

import io.entrepot.monitor.core.DestinationState;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.PartitionState;
import io.entrepot.monitor.core.Stage;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.monitor.core.Trouble;
import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.metrics.Meters.Row;
import io.entrepot.monitor.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The state of a fleet as figures. */
final class FleetMeters {

    private static final double MS = 1_000;

    private final Meters meters;

    /** @param nowMs counts as the last look until there is one: of a figure that is not there no alarm can tell how old it is */
    FleetMeters(Meters meters, long nowMs) {
        this.meters = meters;
        meters.begin(Metric.FLEET_LOOKS, "done");
        meters.begin(Metric.FLEET_LOOKS, "failed");
        meters.rows(Metric.FLEET_LOOK_AT, List.of(Row.of(nowMs / MS)));
    }

    void failed() {
        meters.add(Metric.FLEET_LOOKS, 1, "failed");
    }

    void told(FleetState fleet) {
        DestinationState state = fleet.destinations().get(0);
        long nowMs = fleet.atMs();
        meters.add(Metric.FLEET_LOOKS, 1, "done");
        meters.rows(Metric.FLEET_LOOK_AT, List.of(Row.of(nowMs / MS)));
        meters.rows(Metric.FLEET_IMAGES, Arrays.stream(Stage.values()).map(stage -> Row.of(
                state.images().stream().filter(image -> image.newest() && image.stage() == stage).count(), word(stage))).toList());
        meters.rows(Metric.FLEET_STALLED_IMAGES, List.of(Row.of(
                state.images().stream().filter(image -> image.silentMs().isPresent()).count())));
        meters.rows(Metric.FLEET_TROUBLES, Arrays.stream(Trouble.Kind.values()).map(kind -> Row.of(
                state.troubles().stream().filter(trouble -> trouble.kind() == kind).count(), word(kind))).toList());
        meters.rows(Metric.FLEET_OLDEST_WAITING, List.of(Row.of(state.oldestWaitingMs(nowMs) / MS)));
        byPartition(Metric.PARTITION_WAITING_BYTES, state, PartitionState::waitingBytes);
        byPartition(Metric.PARTITION_WAITING_RECORDS, state, PartitionState::waitingRecords);
        byPartition(Metric.PARTITION_WAITING_IMAGES, state, PartitionState::waitingImages);
        turns(state, nowMs);
        byPart(Metric.PARTITION_LAG_BYTES, state, lag -> lag.bytes().isEmpty() ? Double.NaN : lag.bytes().getAsLong());
        byPart(Metric.PARTITION_LAG_RECORDS, state, TopicLag::records);
        byPart(Metric.PARTITION_LAG_SECONDS, state, lag -> lag.ageMs(nowMs) / MS);
    }

    /** @param stands milliseconds by partition */
    void openTransactions(Map<Integer, Long> stands) {
        meters.rows(Metric.PARTITION_OPEN_TRANSACTION,
                stands.entrySet().stream().map(each -> Row.of(each.getValue() / MS, String.valueOf(each.getKey()))).toList());
    }

    private void turns(DestinationState state, long nowMs) {
        List<Row> rows = new ArrayList<>();
        for (PartitionState partition : state.partitions()) {
            partition.turn().ifPresent(turn -> rows.add(Row.of(
                    turn.sinceMs().isPresent() ? Math.max(0, nowMs - turn.sinceMs().getAsLong()) / MS : Double.NaN,
                    number(partition), turn.image())));
        }
        meters.rows(Metric.PARTITION_TURN, rows);
    }

    private void byPartition(Metric metric, DestinationState state, ToDoubleFunction<PartitionState> value) {
        meters.rows(metric, state.partitions().stream().map(each -> Row.of(value.applyAsDouble(each), number(each))).toList());
    }

    private void byPart(Metric metric, DestinationState state, ToDoubleFunction<TopicLag> value) {
        List<Row> rows = new ArrayList<>();
        for (PartitionState partition : state.partitions()) {
            rows.add(Row.of(value.applyAsDouble(partition.resequencer()), number(partition), "resequencer"));
            rows.add(Row.of(value.applyAsDouble(partition.writer()), number(partition), "writer"));
        }
        meters.rows(metric, rows);
    }

    private static String number(PartitionState partition) {
        return String.valueOf(partition.partition());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
