package io.entrepot.destination;

import io.entrepot.block.Digester;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.image.Reasons;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
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

    private final Path root;
    private final Path directory;

    private DestinationRecords(Path root) {
        this.root = root;
        this.directory = root.resolve(Volume.STATE_DIRECTORY).resolve(DIRECTORY);
    }

    /** The records of the destination at {@code root}, which need not exist. */
    public static DestinationRecords at(Path root) {
        return new DestinationRecords(root);
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

    /**
     * Every record that can be read, in no order.
     *
     * @param unreadable hears of each other one, and why it cannot
     */
    public List<ImageRecord> readable(BiConsumer<Path, IOException> unreadable) throws IOException {
        List<ImageRecord> records = new ArrayList<>();
        for (Path file : files()) {
            try {
                read(file).ifPresent(records::add);
            } catch (IOException e) {
                unreadable.accept(file, e);
            }
        }
        return records;
    }

    /**
     * The images that these records are about, though they cannot be read: files under their final names are looked for, whose names
     * give records' names. Whose file is not there is left out. Walks through all that is below the root.
     */
    public Map<Path, String> images(Set<Path> unreadable) throws IOException {
        Map<Path, String> images = new HashMap<>();
        // A walk goes through no link, not even through the one that the user named.
        Path start = root.toRealPath();
        Files.walkFileTree(start, new FinalNames(start, image -> {
            if (unreadable.contains(file(image))) {
                images.put(file(image), image);
            }
        }));
        return images;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(DestinationRecords::isRecord).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw Sentences.cannotList(directory, e);
        } catch (UncheckedIOException e) {
            throw Sentences.cannotList(directory, e.getCause());
        }
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

    private Optional<ImageRecord> read(Path file) throws IOException {
        String unreadable = "the destination record " + file + " cannot be read: ";
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(unreadable + Reasons.of(e)
                    + "; see whether its volume is well, and start again; where it is this file alone, move it away and send its image again", e);
        }
        ImageRecord record;
        try {
            record = RecordJson.read(bytes);
        } catch (DamagedRecordException e) {
            throw new DamagedRecordException(unreadable + e.getMessage() + "; move it away and send its image again", e);
        } catch (IOException e) {
            throw new IOException(unreadable + Reasons.of(e)
                    + "; where that cannot be helped, move it away and send its image again", e);
        }
        if (!file(record.image()).equals(file)) {
            throw new DamagedRecordException(unreadable + "it is about another image, " + record.image() + "; move it away");
        }
        return Optional.of(record);
    }
}
