package io.entrepot.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads what a tool left behind of how much lay between. */
final class BetweenBytes {

    private static final String SENT = "Total bytes sent:";

    private BetweenBytes() {
    }

    /** @throws IOException when what the tool should have left is not there, or says nothing */
    static OptionalLong of(Between between, Path store, Path scratch) throws IOException {
        return switch (between) {
            case STORE -> OptionalLong.of(files(store));
            case COPY_SUMMARY -> OptionalLong.of(interimBytes(Files.readAllLines(scratch.resolve("copy.json"))));
            case RSYNC_STATS -> OptionalLong.of(sentBytes(Files.readAllLines(scratch.resolve("rsync.stats"))));
            case NOTHING -> OptionalLong.empty();
        };
    }

    static long interimBytes(List<String> lines) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (String line : lines) {
            JsonNode node = mapper.readTree(line);
            if (node.path("message_type").asText().equals("summary")) {
                return node.path("interimBytes").asLong();
            }
        }
        throw new IOException("copy gave no summary");
    }

    static long sentBytes(List<String> lines) throws IOException {
        for (String line : lines) {
            if (line.startsWith(SENT)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("rsync gave no statistics");
    }

    private static long files(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
