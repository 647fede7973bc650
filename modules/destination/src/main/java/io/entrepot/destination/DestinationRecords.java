package io.entrepot.destination;

import io.entrepot.block.Digester;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a destination holds, read from its records; they may be read at any time, whoever is writing. One file for each
 * name, called by a hash of the name, which may be longer than a file's name and hold slashes.
 */
public final class DestinationRecords {

    private static final String DIRECTORY = "images";
    private static final String SUFFIX = ".json";
    /** 128 bits: nobody finds two names with the same. */
    private static final int HEX_DIGITS = 32;

    private final Path directory;

    private DestinationRecords(Path directory) {
        this.directory = directory;
    }

    /** The records of the destination at {@code root}, which need not exist. */
    public static DestinationRecords at(Path root) {
        return new DestinationRecords(root.resolve(Volume.STATE_DIRECTORY).resolve(DIRECTORY));
    }

    /**
     * What is known of the name; empty when nothing is.
     *
     * @throws IOException when there is a record and it cannot be read
     */
    public Optional<ImageRecord> find(String image) throws IOException {
        return read(file(image));
    }

    /** The generation under the name's final name, if it is one of ours. */
    public Optional<Committed> committed(String image) throws IOException {
        return find(image).flatMap(ImageRecord::committed);
    }

    /** Every record, in no order. */
    public List<ImageRecord> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(directory)) {
            files = entries.filter(DestinationRecords::isRecord).toList();
        }
        List<ImageRecord> records = new ArrayList<>();
        for (Path file : files) {
            read(file).ifPresent(records::add);
        }
        return records;
    }

    Path directory() {
        return directory;
    }

    Path file(String image) {
        byte[] name = image.getBytes(StandardCharsets.UTF_8);
        return directory.resolve(new Digester().digest(name, 0, name.length).toString().substring(0, HEX_DIGITS) + SUFFIX);
    }

    private static boolean isRecord(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && name.charAt(0) != '.';
    }

    private static Optional<ImageRecord> read(Path file) throws IOException {
        try {
            return Optional.of(RecordJson.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("the destination record " + file + " cannot be read: " + e.getMessage()
                    + "; move it away and send its image again", e);
        }
    }
}
