package io.entrepot.cli.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Collects how far images are. Told by many threads, asked by one; both are cheap. */
public final class Progress {

    /** Before this, a rate says more about starting up than about what is left. */
    private static final Duration LEFT_AFTER = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private final boolean readOnly;
    private final long startNs;
    private final Map<String, ImageStatus> images = new LinkedHashMap<>();
    private final Rate rate = new Rate();

    /**
     * @param sizes    the images and their sizes in bytes, in the order in which they are shown
     * @param readOnly whether they are only read, and done when they have been
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public Progress(Map<String, Long> sizes, boolean readOnly, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.readOnly = readOnly;
        this.startNs = nanoTime.getAsLong();
        sizes.forEach((name, size) -> images.put(name, new ImageStatus(name, Phase.QUEUED, size, 0, 0, 0, 0, 0)));
    }

    /** An image is at the destination already and is not sent. */
    public void there(String name) {
        change(name, old -> new ImageStatus(name, Phase.THERE, old.sizeBytes(), old.sizeBytes(), 0, 0, 0, old.sizeBytes()));
    }

    /** An image is about to be read. */
    public void opened(String name, long sizeBytes) {
        change(name, old -> new ImageStatus(name, later(old.phase(), Phase.READING), sizeBytes, old.readBytes(), old.newBytes(),
                old.knownBytes(), old.zeroBytes(), old.writtenBytes()));
    }

    /** An image has been read this far; back, where a transaction was taken back. */
    public void read(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes) {
        change(name, old -> new ImageStatus(name, later(old.phase(), Phase.READING), old.sizeBytes(), readBytes, newBytes, knownBytes,
                zeroBytes, old.writtenBytes()));
    }

    /** An image has been read whole. */
    public void sealed(String name, long newBytes, long knownBytes, long zeroBytes) {
        change(name, old -> new ImageStatus(name, later(old.phase(), Phase.WAITING), old.sizeBytes(), old.sizeBytes(), newBytes,
                knownBytes, zeroBytes, old.writtenBytes()));
    }

    /** An image is in its file this far. */
    public void written(String name, long writtenBytes) {
        change(name, old -> new ImageStatus(name, later(old.phase(), Phase.WRITING), old.sizeBytes(), old.readBytes(), old.newBytes(),
                old.knownBytes(), old.zeroBytes(), writtenBytes));
    }

    /** An image has its final name. */
    public void committed(String name) {
        change(name, old -> new ImageStatus(name, Phase.DONE, old.sizeBytes(), old.readBytes(), old.newBytes(), old.knownBytes(),
                old.zeroBytes(), old.sizeBytes()));
    }

    /** An image was given up. */
    public void failed(String name) {
        change(name, old -> new ImageStatus(name, Phase.FAILED, old.sizeBytes(), old.readBytes(), old.newBytes(), old.knownBytes(),
                old.zeroBytes(), old.writtenBytes()));
    }

    /** How far everything is now. */
    public synchronized FleetStatus status() {
        long now = nanoTime.getAsLong();
        List<ImageStatus> all = List.copyOf(images.values());
        // What was there before this run is no part of its rate.
        List<ImageStatus> moving = all.stream().filter(image -> image.phase() != Phase.THERE).toList();
        long size = moving.stream().filter(image -> image.phase() != Phase.FAILED).mapToLong(ImageStatus::sizeBytes).sum();
        long done = moving.stream().mapToLong(image -> readOnly ? image.readBytes() : image.writtenBytes()).sum();
        rate.sample(now, done);
        Duration elapsed = Duration.ofNanos(now - startNs);
        return new FleetStatus(elapsed, all, rate.bytesPerSecond(), left(elapsed, size - done), readOnly);
    }

    private Optional<Duration> left(Duration elapsed, long bytes) {
        double bytesPerSecond = rate.bytesPerSecond();
        if (elapsed.compareTo(LEFT_AFTER) < 0 || bytesPerSecond < 1 || bytes < 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (bytes / bytesPerSecond * 1_000)));
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
