package io.entrepot.systemtests.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * H: rebuilds every sealed image from the interim topic alone, into files that {@code cmp} can judge. Every generation has a file while the
 * topic is read, for others refer to its blocks; the newest sealed one of each image is kept under the image's name.
 */
final class Rebuild implements AutoCloseable {

    private final Path directory;
    private final Map<String, FileChannel> open = new HashMap<>();
    private final Map<String, GenerationTrace> newest = new HashMap<>();

    /** @param directory empty or not there yet; null to rebuild nothing */
    Rebuild(Path directory) {
        this.directory = directory;
    }

    void opened(GenerationTrace trace) {
        if (directory == null) {
            return;
        }
        try {
            Path file = file(trace);
            Files.createDirectories(file.getParent());
            open.put(trace.generation, FileChannel.open(file, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(GenerationTrace trace, long at, byte[] bytes, int from, int length) {
        if (directory != null) {
            write(trace, at, ByteBuffer.wrap(bytes, from, length));
        }
    }

    void copy(GenerationTrace carrier, long carrierAt, GenerationTrace trace, long at, int length) {
        if (directory == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            open.get(carrier.generation).read(bytes, carrierAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(trace, at, bytes.flip());
    }

    private void write(GenerationTrace trace, long at, ByteBuffer bytes) {
        try {
            open.get(trace.generation).write(bytes, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sealed(GenerationTrace trace) {
        newest.put(trace.image, trace);
    }

    /** Puts the images under their names. To be called once, when the topic has been read. */
    Set<String> finish() {
        Set<String> names = new TreeSet<>();
        close();
        if (directory == null) {
            return names;
        }
        for (GenerationTrace trace : newest.values()) {
            if (trace.fault() == null) {
                place(trace);
                names.add(trace.image);
            }
        }
        return names;
    }

    private void place(GenerationTrace trace) {
        Path file = directory.resolve(trace.image).normalize();
        if (!file.startsWith(directory)) {
            throw new IllegalStateException("the name of image " + trace.image + " leads outside");
        }
        try {
            Files.createDirectories(file.getParent());
            Files.move(file(trace), file, StandardCopyOption.REPLACE_EXISTING);
            try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
                grown.setLength(trace.sizeBytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(GenerationTrace trace) {
        return directory.resolve(".generations").resolve(trace.generation);
    }

    @Override
    public void close() {
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        open.clear();
    }
}
