package io.entrepot.cli.report;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Collects how far images are. Told by many threads, asked by one; both are cheap. */
public final class Progress {

    private final LongSupplier nanoTime;
    private final boolean readOnly;
    private final long startNs;
    private final Map<String, ImageStatus> images = new LinkedHashMap<>();
    /** At most so much of an image is more than holes; of images that are not here it is not known. */
    private final Map<String, Long> dataBytesMax = new HashMap<>();
    /** Images of which the next figure is where an earlier run had come to, and no progress. */
    private final Set<String> readEarlier = new HashSet<>();
    private final Set<String> writtenEarlier = new HashSet<>();
    /** What earlier runs read of images that were sent whole. */
    private final Map<String, Long> readEarlierWork = new HashMap<>();
    private final Rate rate = new Rate();
    private final TimeLeft timeLeft = new TimeLeft();
    private long earlierBytes;
    private long earlierWork;

    /**
     * @param sizes    the images and their sizes in bytes, in the order in which they are shown
     * @param readOnly whether they are only read, and done when they have been
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public Progress(Map<String, Long> sizes, boolean readOnly, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.readOnly = readOnly;
        this.startNs = nanoTime.getAsLong();
        sizes.forEach((name, size) -> images.put(name, new ImageStatus(name, Phase.QUEUED, size, 0, 0, 0, 0, 0, 0)));
    }

    /**
     * What is known of an image beforehand.
     *
     * @param dataBytes outside its holes
     * @param begun     whether an earlier run has written a part of it
     */
    public synchronized void planned(String name, long dataBytes, boolean begun) {
        dataBytesMax.put(name, dataBytes);
        if (begun) {
            writtenEarlier.add(name);
        }
    }

    /** An image is at the destination already and is not sent. */
    public void there(String name) {
        change(name, old -> {
            earlierWork -= readEarlierWork.getOrDefault(name, 0L);
            return old.read(old.sizeBytes(), 0, 0, 0).written(old.sizeBytes(), 0).in(Phase.THERE);
        });
    }

    /** An image was sent whole by an earlier run, and is not read again. */
    public void sentBefore(String name) {
        change(name, old -> old.read(old.sizeBytes(), 0, 0, 0).in(Phase.SENT_BEFORE));
    }

    /**
     * An image is about to be read.
     *
     * @param resumed whether from where an earlier run had come to
     */
    public void opened(String name, long sizeBytes, boolean resumed) {
        change(name, old -> {
            if (resumed && old.phase() == Phase.QUEUED) {
                readEarlier.add(name);
            }
            return old.sized(sizeBytes).in(later(old.phase(), Phase.READING));
        });
    }

    /** An image has been read this far; back, where a transaction was taken back. */
    public void read(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes) {
        change(name, old -> {
            if (readEarlier.remove(name)) {
                earlierWork += newBytes + knownBytes;
            }
            return old.read(readBytes, newBytes, knownBytes, zeroBytes).in(later(old.phase(), Phase.READING));
        });
    }

    /** An image is not read any further for now. */
    public void held(String name) {
        change(name, old -> old.phase() == Phase.QUEUED || old.phase() == Phase.READING ? old.in(Phase.PAUSED) : old);
    }

    /** An image is read again, or will be. */
    public void released(String name) {
        change(name, old -> old.phase() == Phase.PAUSED ? old.in(old.readBytes() > 0 ? Phase.READING : Phase.QUEUED) : old);
    }

    /** An image has been read whole, now or by an earlier run. */
    public void sealed(String name, long newBytes, long knownBytes, long zeroBytes) {
        change(name, old -> {
            if (old.phase() == Phase.QUEUED) {
                earlierWork += newBytes + knownBytes;
                readEarlierWork.put(name, newBytes + knownBytes);
            }
            return old.read(old.sizeBytes(), newBytes, knownBytes, zeroBytes).in(later(old.phase(), Phase.WAITING));
        });
    }

    /** An image is in its file this far. */
    public void written(String name, long writtenBytes, long zeroBytes) {
        change(name, old -> {
            if (writtenEarlier.remove(name)) {
                earlierBytes += writtenBytes;
                earlierWork += writtenBytes - zeroBytes;
            }
            return old.written(writtenBytes, zeroBytes).in(later(old.phase(), Phase.WRITING));
        });
    }

    /** An image has its final name. */
    public void committed(String name) {
        change(name, old -> old.written(old.sizeBytes(), Math.max(old.zeroBytes(), old.writtenZeroBytes())).in(Phase.DONE));
    }

    /** An image was given up. */
    public void failed(String name) {
        change(name, old -> old.in(Phase.FAILED));
    }

    /** How far everything is now. */
    public synchronized FleetStatus status() {
        long now = nanoTime.getAsLong();
        List<ImageStatus> all = List.copyOf(images.values());
        // What was there before this run is no part of its rate.
        List<ImageStatus> moving = all.stream().filter(image -> image.phase() != Phase.THERE && image.phase() != Phase.SENT_BEFORE).toList();
        rate.sample(now, moving.stream().mapToLong(image -> readOnly ? image.readBytes() : image.writtenBytes()).sum() - earlierBytes);
        long done = moving.stream().mapToLong(this::done).sum();
        long total = moving.stream().mapToLong(image -> done(image) + left(image)).sum();
        // Where nothing moves nobody knows.
        Optional<Duration> left = rate.bytesPerSecond() < 1 ? Optional.empty()
                : timeLeft.after(now - startNs, done - earlierWork, total - earlierWork);
        return new FleetStatus(Duration.ofNanos(now - startNs), all, rate.bytesPerSecond(), left, readOnly);
    }

    /** Work: a byte read, and a byte written. Zeros are neither. */
    private long done(ImageStatus image) {
        return image.readDataBytes() + (readOnly ? 0 : image.writtenDataBytes());
    }

    private long left(ImageStatus image) {
        if (image.phase().isFinal()) {
            return 0;
        }
        long data = dataBytesMax.getOrDefault(image.name(), image.sizeBytes());
        long toRead = Math.max(0, Math.min(image.sizeBytes() - image.readBytes(), data - image.readDataBytes()));
        long toWrite = Math.max(0, image.readDataBytes() + toRead - image.writtenDataBytes());
        return toRead + (readOnly ? 0 : toWrite);
    }

    private synchronized void change(String name, UnaryOperator<ImageStatus> change) {
        // Images that an earlier run left on the topic may come through beside those of this one.
        ImageStatus old = images.get(name);
        if (old != null && !old.phase().isFinal()) {
            images.put(name, change.apply(old));
        }
    }

    /** Reading goes on while writing has begun; the later phase is the one to show. */
    private static Phase later(Phase one, Phase other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
