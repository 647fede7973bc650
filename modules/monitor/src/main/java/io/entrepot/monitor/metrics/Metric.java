package io.entrepot.monitor.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * Every figure of ours, by the name that Prometheus has it under. All have the labels {@code fleet} and {@code part} besides, and
 * {@code destination} where the part belongs to one. The table in docs/metrics.md says the same.
 */
public enum Metric {

    SOURCE_IMAGE_BYTES("entrepot_source_image_bytes_total", MetricKind.COUNTER, "Bytes of images read: zero, known to the fleet, or new", "kind"),
    SOURCE_WIRE_BYTES("entrepot_source_wire_bytes_total", MetricKind.COUNTER, "Bytes of keys and values sent to Kafka"),
    SOURCE_COMPRESSION("entrepot_source_compression_ratio", MetricKind.GAUGE, "New bytes over bytes sent, since the start; references are in the latter"),
    SOURCE_KNOWN_BLOCKS("entrepot_source_known_blocks", MetricKind.GAUGE, "Blocks in the agent's index of the fleet, an estimate"),
    SOURCE_IMAGES("entrepot_source_images_total", MetricKind.COUNTER, "Images that were sealed, precopied or failed", "outcome"),
    SOURCE_HELD_IMAGES("entrepot_source_held_images", MetricKind.GAUGE, "Images that are not read for now: paused, or brokers have no room"),

    RESEQUENCER_PASSED_BYTES("entrepot_resequencer_passed_bytes_total", MetricKind.COUNTER, "Bytes passed on to the ordered topic"),
    RESEQUENCER_WAITED_BYTES("entrepot_resequencer_waited_bytes_total", MetricKind.COUNTER, "Bytes that came out of turn and went into the buffer"),
    RESEQUENCER_WAITED_RECORDS("entrepot_resequencer_waited_records_total", MetricKind.COUNTER, "Records that came out of turn"),
    RESEQUENCER_DRAINED_BYTES("entrepot_resequencer_drained_bytes_total", MetricKind.COUNTER, "Bytes passed on after they had waited; its rate is the drain rate"),
    RESEQUENCER_DEFERRED_RECORDS("entrepot_resequencer_deferred_records_total", MetricKind.COUNTER, "Records left to the writer to fetch, as the buffer did not hold them"),
    RESEQUENCER_TURNS("entrepot_resequencer_turns_total", MetricKind.COUNTER, "Turns given"),
    RESEQUENCER_SWITCHES("entrepot_resequencer_switches_total", MetricKind.COUNTER, "Turns given to another image than the one before"),
    RESEQUENCER_ARRIVAL_SWITCHES("entrepot_resequencer_arrival_switches_total", MetricKind.COUNTER, "Switches that writing in the order of arrival would have taken"),
    RESEQUENCER_PARKS("entrepot_resequencer_parks_total", MetricKind.COUNTER, "Turns ended early as the image got no data"),
    RESEQUENCER_REFUSED_RECORDS("entrepot_resequencer_refused_records_total", MetricKind.COUNTER, "Records of the interim and recall topics that were not what they should be"),

    WRITER_IMAGE_BYTES("entrepot_writer_image_bytes_total", MetricKind.COUNTER, "Bytes of images in their files, by where they came from: zero, new, shared, copied, fetched", "origin"),
    WRITER_FETCHED_RECORDS("entrepot_writer_fetched_records_total", MetricKind.COUNTER, "Records fetched again from the interim topic"),
    WRITER_STEP("entrepot_writer_step_seconds", MetricKind.TIMER, "Steps of writing; step=\"force\" is fsync", "step"),
    WRITER_IMAGES("entrepot_writer_images_total", MetricKind.COUNTER, "Receipts that end a turn: committed, failed, parked, superseded", "outcome"),
    WRITER_VERIFY_FAILURES("entrepot_writer_verify_failures_total", MetricKind.COUNTER, "Images that failed because a block was not what its digest says"),
    VOLUME_FREE_BYTES("entrepot_volume_free_bytes", MetricKind.GAUGE, "Room left on the volume", "volume"),
    VOLUME_SIZE_BYTES("entrepot_volume_size_bytes", MetricKind.GAUGE, "Size of the volume", "volume"),

    FLEET_IMAGES("entrepot_fleet_images", MetricKind.GAUGE, "Images by state, the newest sending of each", "state"),
    FLEET_STALLED_IMAGES("entrepot_fleet_stalled_images", MetricKind.GAUGE, "Images that are not sent whole and of which the agent says nothing"),
    FLEET_TROUBLES("entrepot_fleet_troubles", MetricKind.GAUGE, "What a person should look at, as status lists it", "kind"),
    FLEET_OLDEST_WAITING("entrepot_fleet_oldest_waiting_seconds", MetricKind.GAUGE, "Age of the oldest data that was sent and is not written, in the buffer or on a topic"),
    FLEET_LOOKS("entrepot_fleet_looks_total", MetricKind.COUNTER, "Looks at the fleet's topics, which these figures come from", "outcome"),
    FLEET_LOOK_AT("entrepot_fleet_looked_timestamp_seconds", MetricKind.GAUGE, "When the fleet was looked at last with success, or when that was first tried"),
    PARTITION_WAITING_BYTES("entrepot_partition_waiting_bytes", MetricKind.GAUGE, "Bytes of images sent and not written, but for zeros", "partition"),
    PARTITION_WAITING_RECORDS("entrepot_partition_waiting_records", MetricKind.GAUGE, "Records of new blocks sent and not written", "partition"),
    PARTITION_WAITING_IMAGES("entrepot_partition_waiting_images", MetricKind.GAUGE, "Images that wait for their turn", "partition"),
    PARTITION_TURN("entrepot_partition_turn_seconds", MetricKind.GAUGE, "Whose turn it is, and for how long", "partition", "image"),
    PARTITION_LAG_BYTES("entrepot_partition_lag_bytes", MetricKind.GAUGE, "What the resequencer or the writer has not dealt with, an estimate", "partition", "of"),
    PARTITION_LAG_RECORDS("entrepot_partition_lag_records", MetricKind.GAUGE, "The same in records, Kafka's own marks included", "partition", "of"),
    PARTITION_LAG_SECONDS("entrepot_partition_lag_seconds", MetricKind.GAUGE, "Age of the oldest of it", "partition", "of"),
    PARTITION_OPEN_TRANSACTION("entrepot_partition_open_transaction_seconds", MetricKind.GAUGE, "For how long an open transaction has kept readers of the interim topic where they are", "partition"),

    BROKER_FREE_BYTES("entrepot_broker_free_bytes", MetricKind.GAUGE, "Room left where the embedded broker keeps its topics"),
    BROKER_SIZE_BYTES("entrepot_broker_size_bytes", MetricKind.GAUGE, "Size of that file system");

    private final String prometheusName;
    private final MetricKind kind;
    private final String help;
    private final List<String> labels;

    Metric(String prometheusName, MetricKind kind, String help, String... labels) {
        this.prometheusName = prometheusName;
        this.kind = kind;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** As it is scraped; for a timer, in front of {@code _count} and the like. */
    public String prometheusName() {
        return prometheusName;
    }

    public MetricKind kind() {
        return kind;
    }

    /** What it says. */
    public String help() {
        return help;
    }

    /** Its own labels, without those that all have. */
    public List<String> labels() {
        return labels;
    }

    /** The one that is registered under this name. */
    static Metric named(String baseName) {
        return Arrays.stream(values()).filter(each -> each.baseName().equals(baseName)).findFirst().orElseThrow();
    }

    /** Without the ending that its kind gets when it is scraped. */
    String baseName() {
        return prometheusName.replaceFirst(kind == MetricKind.TIMER ? "_seconds$" : "_total$", "");
    }
}
