package io.entrepot.destination;

import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.Shelf;
import io.entrepot.image.DurableFile;
import io.entrepot.image.FileStatus;
import io.entrepot.image.KeptTime;
import io.entrepot.image.ObstacleException;
import io.entrepot.image.Volume;
import io.entrepot.image.VolumeInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's own hold on the destination's records: what they say, and the one way to change them. Thread-safe, and safe from other
 * processes: two partitions may have generations of one name, and the checkpoint of the one is made while the other takes the name.
 */
final class RecordStore implements Shelf {

    private static final Logger LOG = LoggerFactory.getLogger(RecordStore.class);

    private final Volume volume;
    private final DestinationRecords records;
    private final boolean overwrite;
    private final int keepGenerations;
    private final WriterListener listener;
    private final BooleanSupplier ending;

    RecordStore(Volume volume, boolean overwrite) throws IOException {
        this(volume, overwrite, 0, WriterListener.NONE, () -> false);
    }

    /**
     * @param keepGenerations how many generations of each image are kept that were replaced
     * @param listener        hears whom the writer waits for
     * @param ending          whether it is to wait no longer
     */
    RecordStore(Volume volume, boolean overwrite, int keepGenerations, WriterListener listener, BooleanSupplier ending)
            throws IOException {
        this.listener = listener;
        this.ending = ending;
        this.volume = volume;
        this.keepGenerations = keepGenerations;
        this.records = DestinationRecords.at(volume.root());
        this.overwrite = overwrite;
        Files.createDirectories(records.directory());
        force(records.directory().getParent());
    }

    /** A name, until it is let go of by the thread that has it. */
    interface Held extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Keeps others from what the name has while it is compared and replaced in several steps; they wait for it, so that nothing that may last
     * is done meanwhile, and no other name is waited for.
     *
     * @throws WriterException when it cannot be had
     * @throws WakeupException when another process has it, and the writer is told to end meanwhile
     */
    Held hold(String image) {
        AtomicBoolean said = new AtomicBoolean();
        try {
            Closeable lock = volume.lockName(image, holder -> {
                if (!said.getAndSet(true)) {
                    LOG.atWarn().addKeyValue("image", image).addKeyValue("cause", holder.getMessage()).log("A writer waits for a name");
                    listener.waits(Sentences.of(holder));
                }
                return !ending.getAsBoolean();
            });
            return () -> letGo(lock);
        } catch (VolumeInUseException givenUp) {
            throw new WakeupException();
        } catch (IOException e) {
            throw new WriterException(Sentences.of(e), e);
        }
    }

    private static void letGo(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new WriterException(Sentences.of(e), e);
        }
    }

    /** Makes the record what the name has, whatever it had; durable on return. */
    void take(ImageRecord record) throws IOException {
        try (Held held = hold(record.image())) {
            replace(record);
        }
    }

    /**
     * Updates what the name has ({@link ImageRecord#updatedTo}); durable on return.
     *
     * @return false when the generation on its way there had lost the name before; then nothing has changed
     */
    boolean save(ImageRecord record) throws IOException {
        try (Held held = hold(record.image())) {
            ImageRecord after = find(record.image()).updatedTo(record);
            boolean isSo = record.incoming().isEmpty() || after.incoming().equals(record.incoming());
            if (isSo) {
                replace(after);
            }
            return isSo;
        }
    }

    /** Nothing is left of the generation in what the name has; durable on return. */
    void drop(Generation generation) throws IOException {
        try (Held held = hold(generation.image())) {
            ImageRecord before = find(generation.image());
            if (before.isReceiving(generation)) {
                replace(before.withoutIncoming());
            }
        }
    }

    private void replace(ImageRecord record) throws IOException {
        Path file = records.file(record.image());
        if (record.isEmpty()) {
            DurableFile.remove(file);
        } else {
            DurableFile.replace(file, RecordJson.write(record), volume.writer());
        }
    }

    DestinationRecords records() {
        return records;
    }

    int keepGenerations() {
        return keepGenerations;
    }

    @Override
    public ImageRecord find(String image) {
        try {
            return records.find(image).orElseGet(() -> ImageRecord.none(image));
        } catch (DamagedRecordException e) {
            return ImageRecord.none(image);
        } catch (IOException e) {
            throw new WriterException(Sentences.of(e), e);
        }
    }

    @Override
    public Optional<String> damage(String image) {
        try {
            records.find(image);
            return Optional.empty();
        } catch (DamagedRecordException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new WriterException(Sentences.of(e), e);
        }
    }

    @Override
    public boolean isOccupied(String image) {
        try {
            return volume.find(image).isPresent();
        } catch (IOException e) {
            // What stands in the way of looking stands in the way of opening too, and is said there.
            return false;
        }
    }

    @Override
    public OptionalLong sizeBytes(String image) {
        try {
            return found(image).filter(status -> status.kind() == FileStatus.Kind.REGULAR).stream()
                    .mapToLong(FileStatus::sizeBytes).findFirst();
        } catch (IOException e) {
            throw new WriterException(Sentences.of(e), e);
        }
    }

    @Override
    public boolean isAltered(String image, Opening committed) {
        try {
            // A directory is in the way of whoever may overwrite, too, and is named when the image is opened.
            return found(image).filter(status -> status.kind() != FileStatus.Kind.DIRECTORY && !isUnder(status, committed)).isPresent();
        } catch (IOException e) {
            // It may be somebody's who cannot be asked now.
            throw new WriterException(Sentences.of(e), e);
        }
    }

    /** What stands in the way of looking stands in the way of opening too, and is said there. */
    private Optional<FileStatus> found(String image) throws IOException {
        try {
            return volume.find(image);
        } catch (ObstacleException e) {
            return Optional.empty();
        }
    }

    /** Whether the file has the size and time that this was given when it was complete. */
    static boolean isUnder(FileStatus file, Opening complete) {
        return file.kind() == FileStatus.Kind.REGULAR && file.sizeBytes() == complete.size()
                && KeptTime.isOf(file.fingerprint().modifiedAtNs(), complete.modifiedAtNs());
    }

    @Override
    public boolean mayOverwrite() {
        return overwrite;
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
