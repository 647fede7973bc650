package io.entrepot.systemtests.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a destination record says of an image on its way.
 *
 * @param image      its name
 * @param generation the sending's id, which is part of the partial file's name
 * @param cursor     bytes that are said to be durable
 */
record DestinationRecord(String image, String generation, long cursor) {

    /** The records of the images on their way to a destination. */
    static List<DestinationRecord> incoming(Path destination) {
        Path directory = destination.resolve(".entrepot/images");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith(".")).map(DestinationRecord::read)
                    .filter(json -> json.has("incoming")).map(DestinationRecord::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DestinationRecord of(JsonNode json) {
        JsonNode incoming = json.get("incoming");
        return new DestinationRecord(json.get("image").asText(), incoming.get("generation").asText(), incoming.get("cursor").asLong());
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
