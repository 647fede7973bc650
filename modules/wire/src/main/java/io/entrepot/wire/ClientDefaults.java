package io.entrepot.wire;

import java.util.Map;

/**
 * What our clients are told where the user says nothing else, each with its reason. Values are text, as in a file.
 * Sizes form a chain: a record must fit a request, and a request the topics ({@link TopicSettings}).
 */
final class ClientDefaults {

    /** What a request may hold: the largest record, and room in front of the topics' limit, which is the same. */
    static final int REQUEST_BYTES = 8 << 20;

    /** Records taken at once: some ten MiB of payloads. Kafka counts records, not bytes; its default is 500. */
    private static final String RECORDS_AT_ONCE = "32";

    /**
     * The kernel sizes socket buffers better than a constant: on long links it must, on short ones it does no worse.
     */
    private static final String KERNEL = "-1";

    /**
     * An open transaction stops every reader behind it, so a dead writer's must end; a live one commits within seconds,
     * and may be held up for long by a slow link or an fsync.
     */
    private static final String TRANSACTION_TIMEOUT_MS = "60000";

    static final Map<String, String> PRODUCER = Map.ofEntries(
            // Payloads are compressed once, in the agent; compressing them again halves the throughput for nothing.
            Map.entry("compression.type", "none"),
            // Records are about 1 MiB. Less makes a request of each; more measured no faster.
            Map.entry("batch.size", Integer.toString(1 << 20)),
            // Half of the small records stand between large ones: together they need a third of the requests. Commits flush in any
            // case, so this delays nothing that somebody waits for.
            Map.entry("linger.ms", "50"),
            Map.entry("max.request.size", Integer.toString(REQUEST_BYTES)),
            // As much as a transaction has over a near link; beyond it send() waits, which is the brake.
            Map.entry("buffer.memory", Integer.toString(64 << 20)),
            Map.entry("transaction.timeout.ms", TRANSACTION_TIMEOUT_MS),
            Map.entry("send.buffer.bytes", KERNEL),
            Map.entry("receive.buffer.bytes", KERNEL));

    static final Map<String, String> CONSUMER = Map.ofEntries(
            Map.entry("max.poll.records", RECORDS_AT_ONCE),
            // What is fetched ahead is memory: per partition and per request. A larger record still comes, alone.
            Map.entry("max.partition.fetch.bytes", Integer.toString(8 << 20)),
            Map.entry("fetch.max.bytes", Integer.toString(32 << 20)),
            // Between two polls the writer may wait for an fsync of everything it wrote to a slow volume.
            Map.entry("max.poll.interval.ms", "600000"),
            // A topic that is not there is an error to be said, not one to be made with a broker's defaults.
            Map.entry("allow.auto.create.topics", "false"),
            Map.entry("send.buffer.bytes", KERNEL),
            Map.entry("receive.buffer.bytes", KERNEL));

    /**
     * For whoever reads outside a group, mostly to an end: closing waits for the answer to the last fetch, and the broker keeps that back
     * while there is nothing to read. With Kafka's half a second a start that reads four topics to their ends would stand still for two.
     */
    static final Map<String, String> READER = Map.of("fetch.max.wait.ms", "100");

    /** For single records at given offsets: a fetch brings about one of them, and not eight MiB to throw away. */
    static final Map<String, String> FETCHER = Map.of(
            "max.poll.records", "1",
            "max.partition.fetch.bytes", Integer.toString((1 << 20) + (256 << 10)),
            "fetch.max.bytes", Integer.toString((1 << 20) + (256 << 10)));

    static final Map<String, String> ADMIN = Map.of(
            "send.buffer.bytes", KERNEL,
            "receive.buffer.bytes", KERNEL);

    static final Map<String, String> STREAMS = Map.ofEntries(
            // Each commit is a transaction: often enough that readers behind it see steady progress, seldom enough that
            // it costs nothing. Streams' own default is 100 ms.
            Map.entry("commit.interval.ms", "500"),
            // Streams counts what it holds per partition in records; its default is 1000, which would be 1 GiB.
            Map.entry("buffered.records.per.partition", RECORDS_AT_ONCE),
            // Rows of changelogs are small, and a restore is to be quick.
            Map.entry("restore.consumer.max.poll.records", "1000"),
            // There is no global thread; Streams warns of its default all the same.
            Map.entry("processing.exception.handler.global.enabled", "true"),
            // Stores and changelogs keep their names when the topology changes.
            Map.entry("ensure.explicit.internal.resource.naming", "true"),
            // Changelogs hold whole KnownBlocks, so they take what the other topics take.
            Map.entry("topic.max.message.bytes", Integer.toString(REQUEST_BYTES)),
            // They are compacted segment by segment, and restored whole: small segments, cleaned early.
            Map.entry("topic.segment.bytes", Integer.toString(64 << 20)),
            Map.entry("topic.min.cleanable.dirty.ratio", "0.1"));

    private ClientDefaults() {
    }
}
