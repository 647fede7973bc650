package io.entrepot.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.block.Digest;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/** Destination records as JSON that a person can read. The form has a version; another one is refused. */
final class RecordJson {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {
    }

    static byte[] write(ImageRecord record) {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", VERSION);
        node.put("image", record.image());
        node.put("state", record.incoming().map(incoming -> incoming.phase().name()).orElse("COMMITTED"));
        record.incoming().ifPresent(incoming -> write(node.putObject("incoming"), incoming));
        record.committed().ifPresent(committed -> write(node.putObject("committed"), committed));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads one.
     *
     * @throws DamagedRecordException when it is not such a record
     * @throws IOException            when another version of Entrepot can read it
     */
    static ImageRecord read(byte[] bytes) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // Its own message goes on with where that was, over several lines.
            throw new DamagedRecordException("it is no JSON (" + e.getOriginalMessage() + ")", e);
        }
        if (node.isMissingNode()) {
            throw new DamagedRecordException("it is empty");
        }
        try {
            if (number(node, "version") != VERSION) {
                throw new IOException("its version is " + node.get("version") + ", not " + VERSION + ": another Entrepot wrote it");
            }
            String image = text(node, "image");
            return new ImageRecord(image,
                    Optional.ofNullable(node.get("incoming")).map(incoming -> incoming(image, incoming)),
                    Optional.ofNullable(node.get("committed")).map(RecordJson::committed));
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException(e.getMessage(), e);
        }
    }

    private static void write(ObjectNode node, Incoming incoming) {
        node.put("generation", incoming.generation().id());
        node.put("ordinal", incoming.ordinal());
        node.put("interimTopicId", incoming.interimTopicId());
        node.put("phase", incoming.phase().name());
        node.put("turn", incoming.turn());
        incoming.opening().ifPresent(opening -> write(node.putObject("opening"), opening));
        node.put("cursor", incoming.cursor());
        node.put("chain", incoming.chain().toString());
        node.put("orderedBytes", incoming.orderedBytes());
        write(node.putObject("figures"), incoming.figures());
        write(node.putObject("position"), incoming.position());
    }

    private static Incoming incoming(String image, JsonNode node) {
        return new Incoming(new Generation(image, text(node, "generation")), number(node, "ordinal"),
                text(node, "interimTopicId"), Incoming.Phase.valueOf(text(node, "phase")), (int) number(node, "turn"),
                Optional.ofNullable(node.get("opening")).map(RecordJson::opening), number(node, "cursor"),
                digest(node, "chain"), number(node, "orderedBytes"), figures(child(node, "figures")),
                position(child(node, "position")));
    }

    private static void write(ObjectNode node, Committed committed) {
        node.put("generation", committed.id());
        node.put("ordinal", committed.ordinal());
        node.put("interimTopicId", committed.interimTopicId());
        node.put("turn", committed.turn());
        write(node.putObject("opening"), committed.opening());
        node.put("chain", committed.chain().toString());
        node.put("orderedBytes", committed.orderedBytes());
        write(node.putObject("figures"), committed.figures());
        write(node.putObject("position"), committed.position());
    }

    private static Committed committed(JsonNode node) {
        return new Committed(text(node, "generation"), number(node, "ordinal"), text(node, "interimTopicId"),
                (int) number(node, "turn"), opening(child(node, "opening")), digest(node, "chain"),
                number(node, "orderedBytes"), figures(child(node, "figures")), position(child(node, "position")));
    }

    private static void write(ObjectNode node, StreamPosition position) {
        node.put("orderedTopicId", position.topicId()).put("partition", position.partition())
                .put("next", position.next());
    }

    private static StreamPosition position(JsonNode node) {
        return new StreamPosition(text(node, "orderedTopicId"), (int) number(node, "partition"), number(node, "next"));
    }

    private static void write(ObjectNode node, Opening opening) {
        node.put("size", opening.size()).put("mode", opening.mode()).put("modifiedAtNs", opening.modifiedAtNs())
                .put("openedAtMs", opening.openedAtMs());
    }

    private static Opening opening(JsonNode node) {
        // Records of before it was kept are without it.
        long openedAtMs = node.has("openedAtMs") ? number(node, "openedAtMs") : 0;
        return new Opening(number(node, "size"), (int) number(node, "mode"), number(node, "modifiedAtNs"), openedAtMs);
    }

    private static void write(ObjectNode node, Figures figures) {
        node.put("zeroBytes", figures.zeroBytes()).put("newBytes", figures.newBytes())
                .put("sharedBytes", figures.sharedBytes()).put("copiedBytes", figures.copiedBytes())
                .put("fetchedBytes", figures.fetchedBytes()).put("fetchedRecords", figures.fetchedRecords())
                .put("runs", figures.runs()).put("fileExtents", figures.fileExtents());
    }

    private static Figures figures(JsonNode node) {
        return new Figures(number(node, "zeroBytes"), number(node, "newBytes"), number(node, "sharedBytes"),
                number(node, "copiedBytes"), number(node, "fetchedBytes"), number(node, "fetchedRecords"),
                (int) number(node, "runs"), (int) number(node, "fileExtents"));
    }

    private static JsonNode child(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new IllegalArgumentException("it has no field \"" + field + "\"");
        }
        return value;
    }

    private static String text(JsonNode node, String field) {
        return child(node, field).asText();
    }

    private static long number(JsonNode node, String field) {
        JsonNode value = child(node, field);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("its field \"" + field + "\" is no number");
        }
        return value.asLong();
    }

    private static Digest digest(JsonNode node, String field) {
        byte[] bytes = HexFormat.of().parseHex(text(node, field));
        if (bytes.length != Digest.BYTES) {
            throw new IllegalArgumentException("its field \"" + field + "\" is no digest");
        }
        return Digest.of(bytes, 0);
    }
}
