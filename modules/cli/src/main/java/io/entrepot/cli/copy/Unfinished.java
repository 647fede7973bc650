package io.entrepot.cli.copy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.image.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * The images that copies by way of one interim directory have set out to bring, by their names. While one of them is not at the destination,
 * what was sent of it is not thrown away, whichever copy comes to its end. An object of JSON.
 */
final class Unfinished {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DAMAGED = "%s is damaged: remove its directory, and images that are not there are sent anew";

    private final Path file;

    /**
     * What an image was when it was begun.
     *
     * @param sizeBytes    holes included
     * @param modifiedAtNs nanoseconds since the epoch
     */
    record Begun(long sizeBytes, long modifiedAtNs) {
    }

    Unfinished(Path file) {
        this.file = file;
    }

    void add(Map<String, Begun> images) throws IOException {
        Map<String, Begun> all = read();
        all.putAll(images);
        write(all);
    }

    /**
     * Forgets what has come to its end.
     *
     * @param there whether the destination has this image as it was begun
     * @return the names of the others, in order
     */
    Set<String> settle(BiPredicate<String, Begun> there) throws IOException {
        Map<String, Begun> all = read();
        if (all.entrySet().removeIf(one -> there.test(one.getKey(), one.getValue()))) {
            write(all);
        }
        return all.keySet();
    }

    /** Nothing is kept of any image. */
    void clear() throws IOException {
        DurableFile.remove(file);
    }

    private Map<String, Begun> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            Map<String, Begun> images = MAPPER.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, Begun>>() { });
            if (images == null || images.containsValue(null)) {
                throw new IOException(DAMAGED.formatted(file));
            }
            return images;
        } catch (JacksonException e) {
            throw new IOException(DAMAGED.formatted(file), e);
        }
    }

    private void write(Map<String, Begun> images) throws IOException {
        DurableFile.replace(file, MAPPER.writeValueAsBytes(images));
    }
}
