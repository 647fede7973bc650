package io.entrepot.resequencer.topology;

import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.resequencer.core.Action;
import io.entrepot.resequencer.core.Bounds;
import io.entrepot.resequencer.core.Tally;
import io.entrepot.resequencer.state.StoreNames;
import io.entrepot.resequencer.state.StoreOptions;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import io.entrepot.wire.WireHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on one partition, with real stores and the real wire form, and nobody at its ends but the test. */
final class Bench implements AutoCloseable, InterimWatch {

    static final String INTERIM = "entrepot.f.interim";
    static final String RECEIPTS = "entrepot.f.d.receipts";
    static final String RECALL = "entrepot.f.d.recall";
    static final String ORDERED = "entrepot.f.d.ordered";
    static final Bounds WIDE = new Bounds(1 << 20, 1 << 20, 1 << 20, 30_000);

    private static final List<String> LOGGED = List.of(StoreNames.IMAGES, StoreNames.WAITING, StoreNames.CARRIERS);

    final Tally tally = new Tally();
    /** Why, of each that was told of. */
    final List<String> recallsRefused = new ArrayList<>();
    String recallTopicId = "recalls-1";
    boolean held;
    private final Path directory;
    private final SchemaRegistry registry;
    private final WireFormat format;
    private final Bounds bounds;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> interim;
    private TestInputTopic<byte[], byte[]> receipts;
    private TestInputTopic<byte[], byte[]> recall;
    private TestOutputTopic<byte[], byte[]> ordered;
    private boolean nothingLeft;

    Bench(Path directory, Bounds bounds) {
        this.directory = directory;
        this.registry = SchemaRegistries.embedded(directory.resolve("schemas.json"));
        this.format = new WireFormat(registry);
        this.bounds = bounds;
        start("topic-1", Map.of());
    }

    /** The topology as it is made for this bench. */
    static SequencerSettings settings(Bounds bounds, WireFormat format, InterimWatch watch, Tally tally,
            String topicId, String recallTopicId, SequencerTap tap) {
        return new SequencerSettings(INTERIM, RECEIPTS, RECALL, ORDERED, topicId, recallTopicId, partition -> 0, bounds, format, watch, tally, tap);
    }

    private void told(int partition, Action action) {
        if (action instanceof Action.RecallRefused refused) {
            recallsRefused.add(refused.why());
        }
    }

    private void start(String topicId, Map<String, List<KeyValue<Bytes, byte[]>>> restored) {
        Properties properties = new Properties();
        properties.putAll(new KafkaSettings("localhost:1", Map.of()).streams("entrepot.f.d.resequencer"));
        properties.put("state.dir", directory.resolve("streams").toString());
        properties.put("rocksdb.config.setter", StoreOptions.class);
        SequencerSettings settings = settings(bounds, format, this, tally, topicId, recallTopicId, this::told);
        Topology topology = ResequencerTopology.of(settings,
                new RestoredSupplier(new SequencerSupplier(settings), restored));
        driver = new TopologyTestDriver(topology, properties, Instant.EPOCH);
        ByteArraySerializer bytes = new ByteArraySerializer();
        interim = driver.createInputTopic(INTERIM, bytes, bytes);
        receipts = driver.createInputTopic(RECEIPTS, bytes, bytes);
        recall = driver.createInputTopic(RECALL, bytes, bytes);
        ordered = driver.createOutputTopic(ORDERED, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Ends the task and begins it anew over what the changelogs have; the payloads stay, as after a clean end, or do
     * not.
     */
    void restart(boolean payloadsStay, String topicId) {
        Map<String, List<KeyValue<Bytes, byte[]>>> rows = new HashMap<>();
        List<String> names = new ArrayList<>(LOGGED);
        if (payloadsStay) {
            names.add(StoreNames.PAYLOADS);
        }
        for (String name : names) {
            List<KeyValue<Bytes, byte[]>> all = new ArrayList<>();
            try (var entries = store(name).all()) {
                entries.forEachRemaining(all::add);
            }
            rows.put(name, all);
        }
        driver.close();
        driver = null;
        start(topicId, rows);
    }

    KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Rows of a store, the payloads' counter left out. */
    long rows(String name) {
        long count = 0;
        try (var entries = store(name).all()) {
            while (entries.hasNext()) {
                count += entries.next().key.get().length == 1 ? 0 : 1;
            }
        }
        return count;
    }

    /** What the recall topic says of an interim record. */
    void recalls(RecordKey key, SpecificRecord record, long interimOffset) {
        RecordHeaders headers = new RecordHeaders();
        WireHeaders.setInterimOffset(headers, interimOffset);
        recall.pipeInput(new TestRecord<>(format.encode(RECALL, key), format.encode(RECALL, record), headers));
    }

    void sends(RecordKey key, SpecificRecord record) {
        sends(format.encode(INTERIM, key), format.encode(INTERIM, record));
    }

    void sends(byte[] key, byte[] value) {
        interim.pipeInput(key, value);
    }

    byte[] encoded(SpecificRecord record) {
        return format.encode(INTERIM, record);
    }

    void says(String image, int generation, ReceiptState state, int turn, long ordinal, long orderedBytes) {
        Receipt receipt = Receipt.newBuilder().setState(state).setTurn(turn).setOrdinal(ordinal).setCursor(0)
                .setOrderedBytes(orderedBytes).setCause(state == ReceiptState.FAILED ? "no luck" : null)
                .setAt(Instant.EPOCH).build();
        says(format.encode(RECEIPTS, new ReceiptKey(image, Letters.generation(generation))),
                format.encode(RECEIPTS, receipt));
    }

    void says(byte[] key, byte[] value) {
        receipts.pipeInput(key, value);
    }

    void passes(Duration time, boolean allRead) {
        nothingLeft = allRead;
        driver.advanceWallClockTime(time);
    }

    List<TestRecord<byte[], byte[]>> rawOrdered() {
        return ordered.readRecordsToList();
    }

    /** What has been passed on since it was asked last, in words. */
    List<String> ordered() {
        return rawOrdered().stream().map(this::words).collect(Collectors.toList());
    }

    private String words(TestRecord<byte[], byte[]> passed) {
        try {
            RecordKey key = format.decode(passed.key(), RecordKey.class);
            SpecificRecord record = format.decode(passed.value());
            var from = WireHeaders.interimOffset(passed.headers());
            return key.getImage() + "@" + key.getOffset() / Letters.BLOCK + " " + words(record)
                    + (from.isPresent() ? " <" + from.getAsLong() : "");
        } catch (WireException bad) {
            throw new AssertionError(bad);
        }
    }

    private static String words(SpecificRecord record) {
        if (record instanceof NewBlocks blocks) {
            byte[] digests = new byte[blocks.getDigests().remaining()];
            blocks.getDigests().get(digests);
            return "new " + new String(digests, StandardCharsets.US_ASCII).replaceAll("(.)\\1{31}", "$1");
        }
        if (record instanceof PlacedBlocks placed) {
            return "placed " + placed.getExtents().stream().map(extent -> extent instanceof PlacedRun run
                    ? run.getLengths().size() + "@" + run.getInterimOffset() : "zeros").toList();
        }
        if (record instanceof DeferredBlocks deferred) {
            return "deferred " + deferred.getLength() / Letters.BLOCK + "@" + deferred.getInterimOffset();
        }
        if (record instanceof TurnStarted started) {
            return "turn " + started.getTurn() + " of " + started.getOrdinal();
        }
        if (record instanceof TurnParked parked) {
            return "parked " + parked.getTurn();
        }
        if (record instanceof ImageAborted aborted) {
            return "aborted" + (aborted.getSupersededBy() == null ? "" : " for " + aborted.getSupersededBy());
        }
        return record instanceof ImageOpened ? "opened" : record instanceof ImageSealed ? "sealed" : "?";
    }

    @Override
    public void begins(int partition) {
    }

    @Override
    public boolean nothingLeft(int partition, long handledOffset) {
        return nothingLeft;
    }

    @Override
    public void hold(int partition, boolean hold) {
        held = hold;
    }

    @Override
    public void ends(int partition) {
    }

    @Override
    public void close() {
        if (driver != null) {
            driver.close();
        }
        registry.close();
    }
}
