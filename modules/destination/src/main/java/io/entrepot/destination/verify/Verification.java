package io.entrepot.destination.verify;

import io.entrepot.destination.DestinationRecords;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.verify.core.ImageFold;
import io.entrepot.destination.verify.core.Wanted;
import io.entrepot.image.Volume;
import io.entrepot.image.VolumeReader;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.ReceiptBook;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the finished images of a destination back, and holds them against what the interim topic says they are. Files are only read,
 * and nothing is locked, unless it is to repair: a writer may go on meanwhile.
 */
public final class Verification {

    private final VerifySettings settings;
    private final KafkaSettings kafka;
    private final WireFormat wire;
    private final VerifyListener listener;
    private volatile boolean stopped;
    private Outcome outcome = Outcome.NOTHING;

    public Verification(VerifySettings settings, KafkaSettings kafka, SchemaRegistry registry, VerifyListener listener) {
        this.settings = settings;
        this.kafka = kafka;
        this.wire = new WireFormat(registry);
        this.listener = listener;
    }

    /** Has {@link #run} return soon; from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Verifies; once.
     *
     * @throws VerifyException when it cannot be done, as when a volume cannot be read, or, to repair, a writer holds it
     */
    public Outcome run() {
        InterimTopic interim;
        ReceiptBook receipts;
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            interim = InterimTopic.of(settings.fleet(), settings.destination(), topics);
            // First, so that what is committed from here on has its record by the time that records are listed.
            receipts = ReceiptBook.read(topics, kafka, wire, settings.fleet().receipts(settings.destination()),
                    partition -> settings.partitions().isEmpty() || settings.partitions().contains(partition), settings.images(), () -> stopped);
        } catch (KafkaException e) {
            throw unread(e);
        }
        ExecutorService pool = Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "entrepot-verify");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (Map.Entry<Path, Set<Integer>> volume : settings.volumes().entrySet()) {
                verify(volume.getKey(), volume.getValue(), interim, pool);
            }
            for (ReceiptBook.Word committed : receipts.committed()) {
                if (!stopped) {
                    lacking(committed, receipts).ifPresent(why -> tell(Verdict.missing(committed.image(), committed.generation(), why)));
                }
            }
        } catch (IOException e) {
            throw VerifyException.of(e);
        } catch (KafkaException e) {
            throw unread(e);
        } finally {
            pool.shutdown();
        }
        return stopped ? outcome.asStopped() : outcome;
    }

    private VerifyException unread(KafkaException e) {
        return new VerifyException("Kafka at " + kafka.bootstrapServer() + " does not give the topics (" + e.getMessage()
                + "): see whether its brokers are well, and verify again.", e);
    }

    /** Why what was committed is not there; empty when it is, or a newer generation, or when its record cannot be read, which was told. */
    private Optional<String> lacking(ReceiptBook.Word told, ReceiptBook all) {
        for (Path root : settings.volumes().keySet()) {
            Optional<ImageRecord> record;
            try {
                record = DestinationRecords.at(root).find(told.image());
            } catch (IOException unreadable) {
                return Optional.empty();
            }
            if (record.isPresent()) {
                // Without a committed one it is being received anew.
                return record.get().committed().filter(committed -> all.isBefore(committed.id(), told))
                        .map(older -> "it was committed in a newer generation than the one that its destination record in " + root
                                + " is of; entrepot replay writes it again");
            }
        }
        return Optional.of("it was committed, and no destination record is in "
                + settings.volumes().keySet().stream().map(Path::toString).sorted().collect(Collectors.joining(", "))
                + "; entrepot replay writes it again");
    }

    private void verify(Path root, Set<Integer> partitions, InterimTopic interim, ExecutorService pool) throws IOException {
        if (!Files.isDirectory(root.resolve(Volume.STATE_DIRECTORY))) {
            throw new VerifyException("There is no destination in " + root + ": Entrepot has written nothing there.");
        }
        try (Volume locked = settings.repair() ? Volume.open(root) : null; VolumeReader reader = VolumeReader.open(root)) {
            DestinationRecords records = DestinationRecords.at(root);
            Map<Integer, List<ImageWork>> works = works(root, records, partitions, interim, reader);
            for (Map.Entry<Integer, List<ImageWork>> one : works.entrySet()) {
                if (!stopped) {
                    verify(interim.partition(one.getKey()), one.getValue(), interim, pool, Optional.ofNullable(locked));
                }
            }
        }
    }

    /** The images to be looked at, by partition; those that cannot be are told at once. */
    private Map<Integer, List<ImageWork>> works(Path root, DestinationRecords records, Set<Integer> partitions, InterimTopic interim,
            VolumeReader reader) throws IOException {
        Map<Integer, List<ImageWork>> works = new TreeMap<>();
        Map<Path, IOException> unreadable = new TreeMap<>();
        List<ImageRecord> all = new ArrayList<>(records.readable(unreadable::put));
        if (!unreadable.isEmpty()) {
            tell(unreadable, records.images(unreadable.keySet()), root);
        }
        all.sort(Comparator.comparing(ImageRecord::image));
        for (ImageRecord record : all) {
            if (record.committed().isEmpty() || !settings.images().test(record.image())) {
                continue;
            }
            Committed committed = record.committed().get();
            int partition = committed.position().partition();
            if (!partitions.isEmpty() && !partitions.contains(partition)) {
                continue;
            }
            Wanted wanted = new Wanted(new Generation(record.image(), committed.id()), committed.ordinal(), committed.opening().size(),
                    committed.chain(), committed.opening().modifiedAtNs());
            ImageWork work = new ImageWork(new ImageFold(wanted, settings.sample()), reader, records);
            Optional<String> gone = gone(committed, partition, interim);
            if (gone.isPresent()) {
                work.fold().fail(gone.get());
                tell(work.verdict());
            } else {
                works.computeIfAbsent(partition, any -> new ArrayList<>()).add(work);
            }
        }
        return works;
    }

    /** Nobody knows of which partition such an image is; where its name is not known either, it may be one that was asked for. */
    private void tell(Map<Path, IOException> unreadable, Map<Path, String> images, Path root) {
        unreadable.forEach((record, why) -> {
            String image = images.get(record);
            if (image == null || settings.images().test(image)) {
                tell(Verdict.unreadable(image == null ? root.relativize(record).toString() : image, why.getMessage()));
            }
        });
    }

    private static Optional<String> gone(Committed committed, int partition, InterimTopic interim) {
        Long start = interim.starts().get(interim.partition(partition));
        if (!committed.interimTopicId().equals(interim.id()) || start == null) {
            return Optional.of("it came from another interim topic, which is gone");
        }
        return committed.ordinal() >= start ? Optional.empty()
                : Optional.of("its records are no longer on the interim topic, which begins at offset " + start + " of partition "
                        + partition);
    }

    private void verify(TopicPartition place, List<ImageWork> images, InterimTopic interim, ExecutorService pool,
            Optional<Volume> locked) {
        PortionReader reader = new PortionReader(settings.sample(), new Pace(settings.bytesPerSecond()), () -> stopped);
        List<ImageWork> toMend = new ArrayList<>();
        PartitionPass pass = new PartitionPass(images, wire, reader, pool, settings.threads(), listener, image -> {
            if (locked.isPresent() && image.canBeMended(settings.overwrite())) {
                toMend.add(image);
            } else {
                tell(image.verdict());
            }
        });
        TopicScan scan = new TopicScan(kafka, place, () -> stopped);
        long first = images.stream().mapToLong(image -> image.wanted().ordinal()).min().orElseThrow();
        scan.read(first, interim.ends().get(place), pass);
        if (!stopped) {
            pass.finish();
        }
        if (!stopped && !toMend.isEmpty()) {
            mend(toMend, locked.orElseThrow(), scan, interim.starts().get(place));
        }
    }

    private void mend(List<ImageWork> images, Volume volume, TopicScan scan, long logStart) {
        List<Mending> mendings = images.stream().map(image -> new Mending(image, volume, settings.sample())).toList();
        mendings.forEach(Mending::begin);
        Repair repair = new Repair(mendings, wire);
        if (!repair.hasEnough()) {
            scan.read(repair.from(logStart), repair.end(), repair);
        }
        mendings.forEach(mending -> tell(mending.finish()));
    }

    private void tell(Verdict verdict) {
        outcome = outcome.plus(verdict);
        listener.verified(verdict);
    }
}
