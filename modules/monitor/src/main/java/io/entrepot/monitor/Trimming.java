package io.entrepot.monitor;

import io.entrepot.monitor.core.trim.Delivered;
import io.entrepot.monitor.core.trim.JournalSurvey;
import io.entrepot.monitor.core.trim.Loss;
import io.entrepot.monitor.core.trim.PartitionSurvey;
import io.entrepot.monitor.core.trim.RecallSurvey;
import io.entrepot.monitor.core.trim.TrimPlan;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalKey;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.SchemaCheck;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims a fleet's interim topic and journal together. Planning reads the interim topic once, from its beginning: only its records tell
 * which images refer to which. In memory it keeps something of each generation, and nothing of blocks.
 */
public final class Trimming implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Trimming.class);
    private static final String CLIENT = "entrepot-trim";
    /** Brokers end a transaction of an agent that died after a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final long ASK_AGAIN_MS = 100;

    private final FleetTopics topics;
    private final KafkaSettings kafka;
    private final WireFormat wire;
    private final TopicAdmin admin;
    private final Map<Integer, PartitionSurvey> surveys = new TreeMap<>();
    /** What of recall topics is in the state of those who read it. */
    private final Map<TopicPartition, Long> recallCuts = new HashMap<>();
    private SortedSet<String> destinations = Collections.emptySortedSet();
    private Map<TopicPartition, Long> starts = Map.of();
    /** Stands beside what this one announces, so that it knows its own. */
    private final String ours = UUID.randomUUID().toString();
    /** How far the interim topic has been looked at. */
    private Map<TopicPartition, Long> next = Map.of();
    private volatile boolean stopped;

    /** @param registry left open */
    public Trimming(FleetTopics topics, KafkaSettings kafka, SchemaRegistry registry) {
        this.topics = topics;
        this.kafka = kafka;
        this.wire = new WireFormat(registry);
        this.admin = new TopicAdmin(kafka);
    }

    /**
     * Has what is under way end soon with a {@link MonitorException}, unless it deletes already; from any thread. What was announced is then to
     * be withdrawn.
     */
    public void stop() {
        stopped = true;
    }

    /** Whether it was told to stop. */
    public boolean isStopped() {
        return stopped;
    }

    private void checkGoesOn() {
        if (stopped) {
            throw new MonitorException("It was interrupted: nothing was trimmed.", null);
        }
    }

    /**
     * Whether agents are told that something is about to be trimmed: by another trim, or by one that was killed. Of what lies below, they publish
     * anew what they need, until a trim has come to its end.
     */
    public boolean isAnnounced() {
        Map<TopicPartition, Long> begins = admin.startOffsets(topics.interim());
        return admin.positions(topics.trimGroup()).entrySet().stream()
                .anyMatch(each -> each.getValue() > begins.getOrDefault(each.getKey(), Long.MAX_VALUE));
    }

    /**
     * What trimming up to there would do; changes nothing.
     *
     * @throws MonitorException when there is no such partition or offset, or the topics cannot be read, or it was stopped
     */
    public TrimPlan plan(TrimTarget target) {
        int partitions = admin.partitions(topics);
        SchemaCheck.of(admin, kafka, wire, topics.interim());
        destinations = admin.destinations(topics);
        starts = admin.startOffsets(topics.interim());
        surveys.clear();
        for (int partition = 0; partition < partitions; partition++) {
            surveys.put(partition, new PartitionSurvey(partition, destinations));
        }
        destinations.forEach(this::positions);
        next = read(starts, record -> interim(surveys.get(record.partition()), record));
        return judge(target, Map.of());
    }

    /**
     * Sees to it that nothing comes to refer to what the plan takes, and says what can be trimmed in the end, which is no more. Agents
     * are told first, below which offsets nothing is to be referred to; they ask before each commit. Transactions that were open then may
     * have asked before: when they have ended, what they refer to is looked at as well.
     *
     * @throws MonitorException when a transaction does not end, or a destination has come since the plan, or it was stopped
     */
    public TrimPlan settle(TrimPlan plan, TrimTarget target) {
        Map<Integer, Long> bounds = new HashMap<>();
        plan.cuts().forEach(cut -> bounds.put(cut.partition(), cut.interimBefore()));
        announce(bounds);
        // Twice: those that are open now have asked, perhaps, and when they have ended, all that they have is on the topic; but one that
        // was begun among their records may still be open, and nobody reads what stands behind its first.
        awaitTransactions(admin.openEndOffsets(topics.interim()));
        awaitTransactions(admin.openEndOffsets(topics.interim()));
        // One that is new reads from the beginning, and nobody has looked at what it needs.
        if (!destinations.containsAll(admin.destinations(topics))) {
            throw new MonitorException("The fleet " + topics.fleet() + " has got another destination meanwhile: nothing was trimmed. Run it again.",
                    null);
        }
        next = read(next, record -> interim(surveys.get(record.partition()), record));
        return judge(target, bounds);
    }

    /**
     * Deletes what a plan says: the journal's entries first, since blocks that are quoted by none are only published again.
     *
     * @throws MonitorException when another trim was begun meanwhile, which may have settled on something else, or it was stopped before
     */
    public void carryOut(TrimPlan plan) {
        checkGoesOn();
        Map<TopicPartition, Long> journal = new HashMap<>();
        Map<TopicPartition, Long> interim = new HashMap<>();
        plan.cuts().stream().filter(cut -> !cut.isEmpty()).forEach(cut -> {
            journal.put(new TopicPartition(topics.journal(), cut.partition()), cut.journalBefore());
            interim.put(new TopicPartition(topics.interim(), cut.partition()), cut.interimBefore());
        });
        if (!interim.isEmpty()) {
            checkOurs();
            admin.trim(journal);
            admin.trim(interim);
        }
        if (!recallCuts.isEmpty()) {
            admin.trim(recallCuts);
        }
        withdraw();
    }

    /** Nothing more is going to be trimmed than is; what another one has announced meanwhile stays. */
    public void withdraw() {
        if (isOurs()) {
            admin.putPositions(topics.trimGroup(), admin.startOffsets(topics.interim()));
        }
    }

    /** What another one has announced and may be about to do stays announced: it looks for its own word before it deletes. */
    private void announce(Map<Integer, Long> bounds) {
        Map<TopicPartition, Long> announced = new HashMap<>(admin.positions(topics.trimGroup()));
        bounds.forEach((partition, offset) -> announced.merge(new TopicPartition(topics.interim(), partition), offset, Math::max));
        admin.putPositions(topics.trimGroup(), announced, ours);
    }

    private boolean isOurs() {
        Collection<String> notes = admin.notes(topics.trimGroup()).values();
        return !notes.isEmpty() && notes.stream().allMatch(ours::equals);
    }

    private void checkOurs() {
        if (!isOurs()) {
            throw new MonitorException("Another entrepot topics trim of the fleet " + topics.fleet()
                    + " was begun meanwhile: nothing was trimmed by this one. Run it again when the other one has ended.", null);
        }
    }

    private void awaitTransactions(Map<TopicPartition, Long> openEnds) {
        long sinceNs = System.nanoTime();
        while (!isBehind(openEnds)) {
            checkGoesOn();
            if (System.nanoTime() - sinceNs > PATIENCE.toNanos()) {
                throw new MonitorException("A transaction on " + topics.interim() + " has been open for more than " + PATIENCE.toSeconds()
                        + " s: nothing was trimmed. See whether an agent hangs (kafka-transactions.sh names it), and run it again.", null);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MonitorException("It was interrupted: nothing was trimmed.", e);
            }
        }
    }

    private boolean isBehind(Map<TopicPartition, Long> openEnds) {
        Map<TopicPartition, Long> ends = admin.endOffsets(topics.interim());
        return openEnds.entrySet().stream().allMatch(end -> ends.get(end.getKey()) >= end.getValue());
    }

    /** @param bounds offsets below which nothing more is trimmed, by partition; none where nothing bounds it */
    private TrimPlan judge(TrimTarget target, Map<Integer, Long> bounds) {
        recallCuts.clear();
        destinations.forEach(this::recallsAndReceipts);
        Map<Integer, Delivered> cuts = new TreeMap<>();
        List<Loss> losses = new ArrayList<>();
        surveys.forEach((partition, survey) -> {
            TopicPartition place = new TopicPartition(topics.interim(), partition);
            Delivered before = before(target, survey, place, starts.get(place), next.get(place));
            if (before.offset() > bounds.getOrDefault(partition, Long.MAX_VALUE)) {
                before = new Delivered(bounds.get(partition), Optional.empty());
            }
            cuts.put(partition, before);
            if (before.offset() > starts.get(place)) {
                losses.addAll(survey.losses(before.offset()));
            }
        });
        return new TrimPlan(cuts(cuts, starts, next), losses);
    }

    private Delivered before(TrimTarget target, PartitionSurvey survey, TopicPartition place, long start, long end) {
        if (target instanceof TrimTarget.Before before) {
            before.offsets().keySet().stream().filter(number -> !admin.startOffsets(topics.interim())
                    .containsKey(new TopicPartition(topics.interim(), number))).findFirst().ifPresent(number -> {
                        throw new MonitorException("There is no partition " + number + " in the fleet " + topics.fleet() + ".", null);
                    });
            long offset = before.offsets().getOrDefault(place.partition(), start);
            if (offset > end) {
                throw new MonitorException("Partition " + place.partition() + " ends at offset " + end + ", before " + offset + ".", null);
            }
            return new Delivered(Math.max(start, offset), Optional.empty());
        } else if (target instanceof TrimTarget.OlderThan olderThan) {
            long offset = admin.offsetsAt(topics.interim(), olderThan.timestampMs()).getOrDefault(place, end);
            return new Delivered(Math.max(start, Math.min(end, offset)), Optional.empty());
        }
        return survey.delivered(start, end);
    }

    private List<TrimPlan.Cut> cuts(Map<Integer, Delivered> before, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> journalStarts = admin.startOffsets(topics.journal());
        Map<TopicPartition, Long> journalEnds = admin.endOffsets(topics.journal());
        Map<Integer, JournalSurvey> surveys = new HashMap<>();
        before.forEach((partition, offset) -> surveys.put(partition, new JournalSurvey(offset.offset())));
        read(journalStarts, record -> journal(surveys.get(record.partition()), record));
        List<TrimPlan.Cut> cuts = new ArrayList<>();
        before.forEach((partition, offset) -> {
            TopicPartition interim = new TopicPartition(topics.interim(), partition);
            TopicPartition journal = new TopicPartition(topics.journal(), partition);
            long start = journalStarts.get(journal);
            boolean trims = offset.offset() > starts.get(interim);
            long journalBefore = trims ? surveys.get(partition).before(start, journalEnds.get(journal)) : start;
            cuts.add(new TrimPlan.Cut(partition, starts.get(interim), offset.offset(), ends.get(interim), start, journalBefore,
                    trims ? surveys.get(partition).forgotten(journalBefore) : 0, offset.holder()));
        });
        return cuts;
    }

    private void positions(String destination) {
        admin.positions(topics.applicationId(destination)).forEach((place, offset) -> {
            if (place.topic().equals(topics.interim())) {
                surveys.get(place.partition()).readUpTo(destination, offset);
            }
        });
    }

    private void recallsAndReceipts(String destination) {
        Map<Integer, RecallSurvey> recalls = new HashMap<>();
        surveys.forEach((partition, survey) -> recalls.put(partition, survey.again(destination)));
        String recall = topics.recall(destination);
        boolean recalled = admin.names(topics).contains(recall);
        Map<TopicPartition, Long> recallStarts = recalled ? admin.startOffsets(recall) : Map.of();
        read(recallStarts, record -> recall(recalls.get(record.partition()), record));
        receipts(destination);
        Map<TopicPartition, Long> positions = admin.positions(topics.applicationId(destination));
        recallStarts.forEach((place, start) -> {
            long interimRead = positions.getOrDefault(new TopicPartition(topics.interim(), place.partition()), 0L);
            long interimStart = starts.get(new TopicPartition(topics.interim(), place.partition()));
            long before = recalls.get(place.partition()).before(start, positions.getOrDefault(place, start), interimRead, interimStart);
            if (before > start) {
                recallCuts.put(place, before);
            }
        });
    }

    private record Said(int partition, ReceiptKey key, Receipt receipt, long atMs) {
    }

    /** What gave way counts where another partition has brought a newer generation of the image: the one that it gave way to may have come to nothing. */
    private void receipts(String destination) {
        Map<String, List<Said>> committed = new HashMap<>();
        List<Said> superseded = new ArrayList<>();
        read(admin.startOffsets(topics.receipts(destination)), record -> {
            if (record.value() == null) {
                return;
            }
            Said said = new Said(record.partition(), wire.decode(record.key(), ReceiptKey.class), wire.decode(record.value(), Receipt.class), record.timestamp());
            if (said.receipt().getState() == ReceiptState.SUPERSEDED) {
                superseded.add(said);
            } else if (said.receipt().getState() == ReceiptState.COMMITTED) {
                committed.computeIfAbsent(said.key().getImage(), any -> new ArrayList<>()).add(said);
                tell(destination, said);
            }
        });
        superseded.stream().filter(said -> committed.getOrDefault(said.key().getImage(), List.of()).stream()
                .anyMatch(other -> other.partition() != said.partition() && isNewer(other, said))).forEach(said -> tell(destination, said));
    }

    /** By the times of opening (docs/decisions/0027). One whose opening has been trimmed is newer if it was committed after the other was opened. */
    private boolean isNewer(Said committed, Said than) {
        OptionalLong opened = surveys.get(than.partition()).openedAtMs(than.key().getGeneration());
        long latest = surveys.get(committed.partition()).openedAtMs(committed.key().getGeneration()).orElse(committed.atMs());
        return opened.isEmpty() || latest >= opened.getAsLong();
    }

    private void tell(String destination, Said said) {
        surveys.get(said.partition()).receipt(destination, said.key(), said.receipt());
    }

    private void recall(RecallSurvey survey, ConsumerRecord<byte[], byte[]> record) throws WireException {
        RecordKey key = wire.decode(record.key(), RecordKey.class);
        RecordType type = wire.peek(record.value()).type();
        boolean between = type == RecordType.DEFERRED_BLOCKS || type == RecordType.KNOWN_BLOCKS;
        survey.record(record.offset(), key, between ? null : wire.decode(record.value()));
    }

    private void interim(PartitionSurvey survey, ConsumerRecord<byte[], byte[]> record) {
        RecordKey key = null;
        try {
            key = wire.decode(record.key(), RecordKey.class);
            boolean isNew = wire.peek(record.value()).type() == RecordType.NEW_BLOCKS;
            SpecificRecord value = isNew ? null : wire.decode(record.value());
            survey.interim(record.offset(), key, value);
        } catch (WireException e) {
            unreadable(record, e);
            survey.unreadable(record.offset(), key);
        }
    }

    private void journal(JournalSurvey survey, ConsumerRecord<byte[], byte[]> record) throws WireException {
        survey.entry(record.offset(), wire.decode(record.key(), JournalKey.class).getAgent(),
                wire.decode(record.value(), JournalEntry.class));
    }

    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record) throws WireException;
    }

    /** Says where it has come to. */
    private Map<TopicPartition, Long> read(Map<TopicPartition, Long> from, Taker taker) {
        if (from.isEmpty()) {
            return from;
        }
        try (SmallTopics reader = new SmallTopics(kafka.reader(CLIENT))) {
            reader.follow(from);
            reader.read(record -> {
                checkGoesOn();
                try {
                    taker.take(record);
                } catch (WireException e) {
                    unreadable(record, e);
                }
            });
            return reader.positions();
        } catch (KafkaException e) {
            throw new MonitorException("The topics of the fleet " + topics.fleet() + " cannot be read (" + e.getMessage()
                    + "): nothing was trimmed.", e);
        }
    }

    private static void unreadable(ConsumerRecord<byte[], byte[]> record, WireException e) {
        LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage()).log("A record is passed over");
    }

    @Override
    public void close() {
        admin.close();
    }
}
