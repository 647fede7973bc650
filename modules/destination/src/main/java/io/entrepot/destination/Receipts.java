package io.entrepot.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.destination.core.Failure;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Mark;
import io.entrepot.destination.core.Word;
import io.entrepot.wire.Reasons;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words and marks in their wire forms. */
final class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Receipts() {
    }

    static Receipt of(Word word, long atMs) {
        Figures figures = word.figures();
        Optional<Failure> failure = word.failure();
        return Receipt.newBuilder()
                .setState(ReceiptState.valueOf(word.state().name()))
                .setTurn(word.turn())
                .setOrdinal(word.ordinal())
                .setCursor(word.cursor())
                .setOrderedBytes(word.orderedBytes())
                .setCause(failure.map(why -> Reasons.fit(why.cause())).orElse(null))
                .setDigest(failure.flatMap(Failure::digest).map(digest -> ByteBuffer.wrap(digest.bytes())).orElse(null))
                .setInterimOffset(failure.isPresent() && failure.get().interimOffset().isPresent()
                        ? failure.get().interimOffset().getAsLong() : null)
                .setZeroBytes(figures.zeroBytes())
                .setNewBytes(figures.newBytes())
                .setSharedBytes(figures.sharedBytes())
                .setCopiedBytes(figures.copiedBytes())
                .setFetchedBytes(figures.fetchedBytes())
                .setFetchedRecords(figures.fetchedRecords())
                .setRuns(figures.runs())
                .setFileExtents(figures.fileExtents())
                .setAt(Instant.ofEpochMilli(atMs))
                .build();
    }

    /** What is kept beside an offset; empty when there is nothing to keep. */
    static String metadata(Optional<Mark> mark) {
        return mark.map(m -> JSON.createObjectNode().put("version", VERSION).put("generation", m.generationId())
                .put("ordinal", m.ordinal()).put("turn", m.turn()).put("settled", m.settled()).toString()).orElse("");
    }

    /** Empty too when it is not ours: whoever moved the group's offset by hand left nothing behind. */
    static Optional<Mark> mark(String metadata) {
        if (metadata == null || metadata.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(metadata);
            if (node.path("version").asInt() == VERSION) {
                return Optional.of(new Mark(node.path("generation").asText(), node.path("ordinal").asLong(),
                        node.path("turn").asInt(), node.path("settled").asBoolean()));
            }
        } catch (JsonProcessingException e) {
            LOG.atDebug().setCause(e).log("What stands beside an offset is not ours");
        }
        return Optional.empty();
    }
}
