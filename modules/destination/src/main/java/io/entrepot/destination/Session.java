package io.entrepot.destination;

import io.entrepot.destination.core.Lane;
import io.entrepot.destination.core.Mark;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.image.Volume;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.SchemaCheck;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the writer: all that is open while it lasts, and the consumer's thread. */
final class Session implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final WriterSettings settings;
    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, LaneRunner> lanes = new TreeMap<>();
    private final Tenure tenure;
    private OrderedTopic ordered;
    private Uuid topicId;
    private Intake intake;
    private WriteLoop loop;
    /** What has been opened, last first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Session(WriterSettings settings, KafkaSettings kafka, FleetTopics topics, Tenure tenure) {
        this.settings = settings;
        this.tenure = tenure;
        this.topic = topics.ordered(settings.destination());
        this.consumer = keep(new KafkaConsumer<>(kafka.consumer(topics.writerGroup(settings.destination())),
                new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * Locks the volume, shuts out an earlier writer, finishes what it left, and finds where to go on.
     *
     * @param ending whether to wait for others no longer
     */
    static Session open(WriterSettings settings, KafkaSettings kafka, FleetTopics topics, WireFormat wire,
                        WriterListener listener, Tenure tenure, BooleanSupplier ending) throws IOException {
        Volume volume = tenure.open(settings.root(), settings.partitions());
        Session session;
        try {
            session = new Session(settings, kafka, topics, tenure);
        } catch (RuntimeException e) {
            volume.close();
            throw e;
        }
        session.open.addLast(volume);
        try {
            session.prepare(kafka, topics, wire, listener, volume, ending);
            return session;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void prepare(KafkaSettings kafka, FleetTopics topics, WireFormat wire, WriterListener listener, Volume volume,
                         BooleanSupplier ending) throws IOException {
        ordered = keep(new OrderedTopic(kafka, topic));
        TopicDescription description = ordered.describe();
        topicId = description.topicId();
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            SchemaCheck.of(admin, kafka, wire, topic);
        }
        Map<Integer, Notary> notaries = new TreeMap<>();
        for (int partition : partitions(description)) {
            Notary notary = keep(new Notary(kafka, topics, settings.destination(), partition,
                    consumer.groupMetadata(), wire, listener, ordered));
            notary.begin();
            notaries.put(partition, notary);
        }
        Map<TopicPartition, OffsetAndMetadata> positions = positions(notaries.keySet());
        RecordStore store = new RecordStore(volume, settings.overwrite(), settings.keepGenerations(), listener, ending);
        Map<String, StreamPosition> settled = new HashMap<>();
        positions.forEach((partition, position) -> Receipts.mark(position.metadata()).filter(Mark::settled).ifPresent(mark ->
                settled.put(mark.generationId(), new StreamPosition(topicId.toString(), partition.partition(), position.offset()))));
        new Restart(volume, store, left -> tenure.covers(left, settings.partitions()), listener).run(settled);

        ExecutorService pool = keepThreads(settings.threads(), "entrepot-verify");
        ExecutorService behind = keepThreads(1, "entrepot-commit");
        Buffers buffers = new Buffers(settings.inFlightBytesMax());
        Fetcher fetcher = keep(new Fetcher(kafka, topics.interim(), wire, pool, settings.cacheBytesMax()));
        Carriers carriers = keep(new Carriers(volume, store));
        Filler filler = new Filler(new Placer(carriers, fetcher, buffers, pool), fetcher, buffers);
        positions.forEach((partition, position) -> {
            Optional<Mark> mark = Receipts.mark(position.metadata());
            LaneFiles files = new LaneFiles(volume, carriers, listener);
            lanes.put(partition.partition(), keep(new LaneRunner(settings, Lane.restarted(position.offset(), mark), store,
                    filler, files, notaries.get(partition.partition()), listener, behind, tenure)));
            consumer.seek(partition, position.offset());
        });
        intake = new Intake(description.topicId().toString(), wire, new Verifier(buffers), pool);
        loop = new WriteLoop(lanes, filler, (int) settings.inFlightBytesMax(), consumer::wakeup);
    }

    /** Those the writer is told to write. */
    private Set<Integer> partitions(TopicDescription description) {
        Set<Integer> there = description.partitions().stream().map(TopicPartitionInfo::partition)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> wanted = settings.partitions().isEmpty() ? there : new TreeSet<>(settings.partitions());
        wanted.stream().filter(partition -> !there.contains(partition)).findFirst().ifPresent(partition -> {
            throw new WriterException("There is no partition " + partition + " in the fleet " + settings.fleet()
                    + ", which has " + there.size() + ", counted from 0.");
        });
        return wanted;
    }

    /** Where the group has got to; where it has no position, the beginning of what there is. */
    private Map<TopicPartition, OffsetAndMetadata> positions(Set<Integer> numbers) {
        Set<TopicPartition> partitions = numbers.stream().map(number -> new TopicPartition(topic, number))
                .collect(Collectors.toSet());
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            positions.put(partition, position != null ? position : new OffsetAndMetadata(beginnings.get(partition)));
            LOG.atInfo().addKeyValue("partition", partition).addKeyValue("offset", positions.get(partition).offset())
                    .addKeyValue("committed", position != null).log("The writer goes on");
        }
        return positions;
    }

    /** Reads and has written, until told to stop or something fails. */
    void run(BooleanSupplier stopping) {
        loop.start();
        try {
            while (!stopping.getAsBoolean() && !loop.hasFailed()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (stopping.getAsBoolean()) {
                        break;
                    }
                    loop.put(intake.take(record), stopping);
                }
                ordered.requireStill(topicId);
            }
        } catch (WakeupException woken) {
            LOG.atDebug().log("The writer is told to end");
        } catch (OffsetOutOfRangeException e) {
            throw new WriterException("The ordered topic " + topic + " no longer holds what comes next for destination "
                    + settings.destination() + " (" + e.getMessage() + "): someone has removed it, and the images that are not"
                    + " finished have to be sent anew. A copy does so when its interim directory is removed before it is"
                    + " run again; finished images stay as they are.", e);
        } finally {
            Throwable failure = loop.stop();
            if (failure instanceof RuntimeException e) {
                throw e;
            } else if (failure instanceof Error e) {
                throw e;
            }
        }
    }

    /** Has {@link #run} return soon. */
    void wakeup() {
        consumer.wakeup();
    }

    private ExecutorService keepThreads(int number, String name) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory factory = task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService executor = Executors.newFixedThreadPool(number, factory);
        open.addFirst(executor::shutdown);
        return executor;
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.addFirst(closeable);
        return closeable;
    }

    @Override
    public void close() {
        for (AutoCloseable one : List.copyOf(open)) {
            try {
                one.close();
            } catch (Exception | Error e) {
                // An error as well: behind it come the volume's lock and clients, which a writer started next must not meet.
                LOG.atWarn().setCause(e).log("Something of the writer cannot be closed");
            }
        }
        open.clear();
    }
}
