package io.entrepot.cli.copy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.image.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of the images that copies by way of one interim directory have set out to bring, and that are not at the destination yet. While
 * there are any, what was sent of them is not thrown away, whichever copy comes to its end. A list of JSON.
 */
final class Unfinished {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    Unfinished(Path file) {
        this.file = file;
    }

    /** In order. */
    Set<String> names() throws IOException {
        try {
            return Files.exists(file) ? MAPPER.readValue(Files.readAllBytes(file), new TypeReference<TreeSet<String>>() { }) : Set.of();
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    void add(Collection<String> images) throws IOException {
        Set<String> all = new TreeSet<>(names());
        if (all.addAll(images)) {
            write(all);
        }
    }

    void remove(Collection<String> images) throws IOException {
        Set<String> all = new TreeSet<>(names());
        if (all.removeAll(images)) {
            write(all);
        }
    }

    /** Nothing is kept of any image. */
    void clear() throws IOException {
        DurableFile.remove(file);
    }

    private void write(Set<String> names) throws IOException {
        DurableFile.replace(file, MAPPER.writeValueAsBytes(names));
    }
}
