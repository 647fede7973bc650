package io.entrepot.monitor;

import io.entrepot.monitor.core.FleetFold;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.monitor.core.PartPositions;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalKey;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the state of a fleet, each time from what has come since the last. Reads the receipts and the end of the journal, and of the
 * interim and ordered topics no more than the record that each part comes to next; writes nothing and joins no group.
 *
 * <p>For one thread. After a {@link MonitorException} it can be asked again.
 */
public final class FleetMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetMonitor.class);

    private static final String CLIENT = "entrepot-status";

    /** New destinations are rare, and a cluster may have many topics. */
    private static final long TOPICS_EVERY_MS = 30_000;

    /** A person waits for the answer; what the user says about these goes first. */
    private static final Map<String, String> IMPATIENCE =
            Map.of("default.api.timeout.ms", "12000", "request.timeout.ms", "10000");

    private final MonitorSettings settings;
    private final FleetTopics topics;
    private final WireFormat wire;
    private final LongSupplier clock;
    private final Questions questions;
    private final SmallTopics small;
    private final Glances glances;
    private final LogSizes sizes;
    private final Parts parts;
    private FleetFold fold;
    private Uuid fleetId = Uuid.ZERO_UUID;
    private int partitions;
    /** Kafka's ids of the topics of receipts, by destination. */
    private Map<String, Uuid> destinations = Map.of();
    private long topicsMs;

    /**
     * @param registry left open
     * @param clock    milliseconds since the epoch
     * @throws MonitorException when Kafka cannot be asked with these settings
     */
    public FleetMonitor(MonitorSettings settings, KafkaSettings kafka, SchemaRegistry registry, LongSupplier clock) {
        this.settings = settings;
        this.topics = new FleetTopics(settings.fleet());
        this.wire = new WireFormat(registry);
        this.clock = clock;
        this.questions = new Questions(kafka.bootstrapServer(), impatient(kafka.admin()));
        try {
            this.small = new SmallTopics(impatient(kafka.reader(CLIENT)));
            this.glances = new Glances(impatient(kafka.fetcher(CLIENT + "-glances")));
        } catch (KafkaException e) {
            questions.close();
            throw questions.fault("be asked with these settings", e.getCause() == null ? e : e.getCause());
        }
        this.sizes = new LogSizes(questions);
        this.parts = new Parts(questions, glances, sizes, topics, wire);
    }

    /**
     * The fleet as it is now.
     *
     * @throws MonitorException when there is no such fleet or destination, or Kafka does not answer
     */
    public FleetState look() {
        long nowMs = clock.getAsLong();
        if (topicsMs == 0 || nowMs - topicsMs >= TOPICS_EVERY_MS) {
            findTopics(nowMs);
            return lookAtThose();
        }
        try {
            return lookAtThose();
        } catch (MonitorException e) {
            // Kafka keeps one waiting who asks of what was deleted since, and does not say why.
            if (findTopics(nowMs)) {
                return lookAtThose();
            }
            throw e;
        }
    }

    private FleetState lookAtThose() {
        try {
            small.read(this::take);
            Map<String, PartPositions> positions = parts.positions(destinations.keySet(), partitions, clock.getAsLong());
            return fold.at(clock.getAsLong(), partitions, positions);
        } catch (KafkaException e) {
            throw questions.fault("say what is on the topics of the fleet " + settings.fleet(), e);
        }
    }

    /** Says whether topics are others than were known. */
    private boolean findTopics(long nowMs) {
        try {
            topicsMs = 0;
            boolean others = findTopics();
            topicsMs = nowMs;
            return others;
        } catch (KafkaException e) {
            throw questions.fault("say what is on the topics of the fleet " + settings.fleet(), e);
        }
    }

    private boolean findTopics() {
        Set<String> names = questions.topics();
        if (!names.contains(topics.interim()) || !names.contains(topics.journal())) {
            throw new MonitorException("There is no fleet " + settings.fleet() + ": the topics " + topics.interim() + " and "
                    + topics.journal() + " do not both exist, or this user may not see them.", null);
        }
        Set<String> found = Destinations.among(names, topics);
        if (settings.destination().isPresent()) {
            String wanted = settings.destination().get();
            if (!found.contains(wanted)) {
                throw new MonitorException("The fleet " + settings.fleet() + " has no destination " + wanted + ": "
                        + (found.isEmpty() ? "it has none yet." : "it has " + String.join(", ", found) + "."), null);
            }
            found = Set.of(wanted);
        }
        TopicDescription interim = questions.describe(topics.interim());
        Map<String, Uuid> there = receiptTopics(found);
        boolean others = !interim.topicId().equals(fleetId) || !there.equals(destinations);
        forgetAnotherFleet(interim.topicId());
        forgetOtherDestinations(there);
        destinations = there;
        if (names.contains(topics.control())) {
            followControl();
        }
        partitions = interim.partitions().size();
        followJournal();
        Set<TopicPartition> receipts = there.keySet().stream().flatMap(name -> Parts.of(topics.receipts(name), partitions).stream())
                .filter(partition -> !small.follows(partition)).collect(Collectors.toSet());
        if (!receipts.isEmpty()) {
            small.follow(questions.starts(receipts));
        }
        return others;
    }

    private Map<String, Uuid> receiptTopics(Set<String> found) {
        Map<String, Uuid> ids = questions.topicIds(found.stream().map(topics::receipts).toList());
        return found.stream().filter(name -> ids.containsKey(topics.receipts(name)))
                .collect(Collectors.toMap(name -> name, name -> ids.get(topics.receipts(name))));
    }

    /** One that was reset begins anew: what it said before does not hold, and what was seen of its topics neither. */
    private void forgetOtherDestinations(Map<String, Uuid> there) {
        destinations.forEach((name, id) -> {
            if (fold != null && !id.equals(there.get(name))) {
                small.forget(topics.receipts(name));
                glances.forget();
                fold.forget(name);
            }
        });
    }

    /** One that was deleted and made anew has nothing to do with the one before but its name: Kafka gives its topics other ids. */
    private void forgetAnotherFleet(Uuid interimTopicId) {
        if (fold != null && !interimTopicId.equals(fleetId)) {
            LOG.atInfo().addKeyValue("fleet", settings.fleet()).log("The fleet was made anew");
            small.forget();
            glances.forget();
            fold = null;
        }
        fleetId = interimTopicId;
    }

    private void followControl() {
        Set<TopicPartition> control = Set.of(new TopicPartition(topics.control(), 0));
        if (control.stream().noneMatch(small::follows)) {
            small.follow(questions.starts(control));
        }
    }

    private void followJournal() {
        if (fold != null) {
            return;
        }
        var journal = Parts.of(topics.journal(), partitions);
        JournalStarts starts = JournalStarts.of(questions.starts(journal), questions.ends(journal), sizes.bytes(clock.getAsLong()),
                settings.journalBytesMax());
        small.follow(starts.from());
        fold = new FleetFold(settings.fleet(), starts.whole());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null && !record.topic().equals(topics.control())) {
            return;
        }
        try {
            if (record.topic().equals(topics.control())) {
                fold.take(wire.decode(record.key(), ControlKey.class),
                        record.value() == null ? null : wire.decode(record.value(), ControlOrder.class));
            } else if (record.topic().equals(topics.journal())) {
                fold.take(record.partition(), record.timestamp(), wire.decode(record.key(), JournalKey.class).getAgent(),
                        wire.decode(record.value(), JournalEntry.class));
            } else {
                ReceiptKey key = wire.decode(record.key(), ReceiptKey.class);
                Receipt receipt = wire.decode(record.value(), Receipt.class);
                // One that went away meanwhile is not told of.
                destination(record.topic()).ifPresent(
                        name -> fold.take(name, record.partition(), record.timestamp(), key, receipt));
            }
        } catch (WireException | IllegalArgumentException e) {
            LOG.atWarn().addKeyValue("topic", record.topic()).addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset()).addKeyValue("cause", e.getMessage()).log("A record is passed over");
        }
    }

    private Optional<String> destination(String receiptsTopic) {
        return destinations.keySet().stream().filter(name -> topics.receipts(name).equals(receiptsTopic)).findFirst();
    }

    private static Map<String, Object> impatient(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        // Both or none: Kafka refuses a limit for the whole below the one for a request.
        if (IMPATIENCE.keySet().stream().noneMatch(all::containsKey)) {
            all.putAll(IMPATIENCE);
        }
        return all;
    }

    @Override
    public void close() {
        glances.close();
        small.close();
        questions.close();
    }
}
