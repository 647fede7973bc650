package io.entrepot.benchmarks.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** What {@code entrepot copy --json} says at its end. */
final class CopySummary {

    private CopySummary() {
    }

    /**
     * Bytes of the images that are not zero.
     *
     * @throws IOException when there is no summary
     */
    static long dataBytes(List<String> lines) throws IOException {
        for (String line : lines) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("message_type").asText().equals("summary")) {
                return node.path("newBytes").asLong() + node.path("knownBytes").asLong();
            }
        }
        throw new IOException("copy gave no summary");
    }
}
