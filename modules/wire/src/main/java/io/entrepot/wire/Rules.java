package io.entrepot.wire;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What must hold of a record beyond its form: held by who writes it, and checked again by who reads it. */
final class Rules {

    private Rules() {
    }

    /** @throws WireException with a sentence that names the record's type and what is wrong */
    static void check(SpecificRecord record) throws WireException {
        switch (RecordType.of(record)) {
            case RECORD_KEY -> check((RecordKey) record);
            case JOURNAL_KEY -> agent("JournalKey", ((JournalKey) record).getAgent());
            case RECEIPT_KEY -> {
                ReceiptKey key = (ReceiptKey) record;
                generation("ReceiptKey", key.getImage(), key.getGeneration());
            }
            case CONTROL_KEY -> ControlRules.check((ControlKey) record);
            case IMAGE_OPENED -> check((ImageOpened) record);
            case NEW_BLOCKS -> BlockRules.check((NewBlocks) record);
            case KNOWN_BLOCKS -> BlockRules.check((KnownBlocks) record);
            case PLACED_BLOCKS -> BlockRules.check((PlacedBlocks) record);
            case DEFERRED_BLOCKS -> check((DeferredBlocks) record);
            case IMAGE_SEALED -> check((ImageSealed) record);
            case IMAGE_ABORTED -> check((ImageAborted) record);
            case TURN_STARTED -> check((TurnStarted) record);
            case TURN_PARKED -> check((TurnParked) record);
            case JOURNAL_ENTRY -> JournalRules.check((JournalEntry) record);
            case RECEIPT -> ReceiptRules.check((Receipt) record);
            case CONTROL_ORDER -> ControlRules.check((ControlOrder) record);
            case RECALL_STARTED -> check((RecallStarted) record);
            case REPLAY_STARTED -> check((ReplayStarted) record);
        }
    }

    /** The leading length of a record that covers a range. */
    static long length(SpecificRecord record) {
        return switch (RecordType.of(record)) {
            case NEW_BLOCKS -> ((NewBlocks) record).getLength();
            case KNOWN_BLOCKS -> ((KnownBlocks) record).getLength();
            case PLACED_BLOCKS -> ((PlacedBlocks) record).getLength();
            case DEFERRED_BLOCKS -> ((DeferredBlocks) record).getLength();
            default -> 0;
        };
    }

    static void checkLength(RecordType type, long length) throws WireException {
        boolean payload = type == RecordType.NEW_BLOCKS || type == RecordType.DEFERRED_BLOCKS;
        range(type.schema().getName(), "length", length, 1, payload ? Limits.RUN_BYTES_MAX : Limits.IMAGE_BYTES_MAX);
    }

    private static void check(RecordKey key) throws WireException {
        generation("RecordKey", key.getImage(), key.getGeneration());
        range("RecordKey", "offset", key.getOffset(), 0, Limits.IMAGE_BYTES_MAX);
    }

    private static void check(ImageOpened opened) throws WireException {
        String what = "ImageOpened";
        range(what, "size", opened.getSize(), 0, Limits.IMAGE_BYTES_MAX);
        agent(what, opened.getAgent());
        range(what, "chunker", opened.getChunker(), 0, Integer.MAX_VALUE);
        range(what, "mode", opened.getMode(), 0, Limits.MODE_MAX);
    }

    private static void check(DeferredBlocks deferred) throws WireException {
        checkLength(RecordType.DEFERRED_BLOCKS, deferred.getLength());
        range("DeferredBlocks", "interimOffset", deferred.getInterimOffset(), 0, Long.MAX_VALUE);
    }

    private static void check(ImageSealed sealed) throws WireException {
        String what = "ImageSealed";
        range(what, "size", sealed.getSize(), 0, Limits.IMAGE_BYTES_MAX);
        digest(what, "chain", sealed.getChain());
        range(what, "zeroBytes", sealed.getZeroBytes(), 0, sealed.getSize());
        range(what, "newBytes", sealed.getNewBytes(), 0, sealed.getSize());
        range(what, "knownBytes", sealed.getKnownBytes(), 0, sealed.getSize());
        if (sealed.getZeroBytes() + sealed.getNewBytes() + sealed.getKnownBytes() != sealed.getSize()) {
            throw new WireException("An ImageSealed has zero, new and known bytes that do not sum up to its size of "
                    + sealed.getSize() + ".");
        }
    }

    private static void check(ImageAborted aborted) throws WireException {
        reason("ImageAborted", aborted.getReason());
        if (aborted.getSupersededBy() != null) {
            uuid("ImageAborted", "supersededBy", aborted.getSupersededBy());
        }
    }

    private static void check(TurnStarted started) throws WireException {
        String what = "TurnStarted";
        range(what, "turn", started.getTurn(), 1, Integer.MAX_VALUE);
        range(what, "ordinal", started.getOrdinal(), 0, Long.MAX_VALUE);
        topicId(what, started.getInterimTopicId());
    }

    private static void check(RecallStarted started) throws WireException {
        String what = "RecallStarted";
        uuid(what, "recall", started.getRecall());
        range(what, "ordinal", started.getOrdinal(), 0, Long.MAX_VALUE);
        topicId(what, started.getInterimTopicId());
        range(what, "size", started.getSize(), 0, Limits.IMAGE_BYTES_MAX);
        range(what, "afterTurn", started.getAfterTurn(), 0, Integer.MAX_VALUE);
    }

    private static void check(ReplayStarted started) throws WireException {
        String what = "ReplayStarted";
        uuid(what, "recall", started.getRecall());
        topicId(what, started.getInterimTopicId());
        range(what, "passOnFrom", started.getPassOnFrom(), 0, Long.MAX_VALUE);
    }

    private static void topicId(String what, String id) throws WireException {
        if (id.isEmpty() || id.length() > Limits.TOPIC_ID_CHARS_MAX) {
            throw new WireException(subject(what) + " has an interimTopicId of " + id.length() + " characters.");
        }
    }

    private static void check(TurnParked parked) throws WireException {
        range("TurnParked", "turn", parked.getTurn(), 1, Integer.MAX_VALUE);
        reason("TurnParked", parked.getReason());
    }

    static void range(String what, String field, long value, long min, long max) throws WireException {
        if (value < min || value > max) {
            throw new WireException(subject(what) + " has " + article(field) + " of "
                    + value + ", which is not between "
                    + min + " and " + max + ".");
        }
    }

    static void digest(String what, String field, ByteBuffer digest) throws WireException {
        if (digest.remaining() != Limits.DIGEST_BYTES) {
            throw new WireException(subject(what) + " has " + article(field) + " of " + digest.remaining()
                    + " bytes, not "
                    + Limits.DIGEST_BYTES + ".");
        }
    }

    static void generation(String what, String image, String generation) throws WireException {
        ImageNames.check(image);
        uuid(what, "generation", generation);
    }

    static void reason(String what, String reason) throws WireException {
        bytes(what, "reason", reason, 0, Limits.REASON_BYTES_MAX);
    }

    private static void agent(String what, String agent) throws WireException {
        bytes(what, "agent", agent, 1, Limits.AGENT_BYTES_MAX);
        if (agent.chars().anyMatch(Character::isISOControl)) {
            throw new WireException(subject(what) + " has an agent whose name holds control characters.");
        }
    }

    static void bytes(String what, String field, String text, int min, int max) throws WireException {
        int bytes = Texts.utf8Bytes(text);
        if (bytes < min || bytes > max) {
            throw new WireException(subject(what) + " has " + (bytes < 0 ? article(field)
                    + " that is not proper Unicode."
                    : article(field) + " of " + bytes + " bytes, which is not between " + min + " and " + max + "."));
        }
    }

    private static void uuid(String what, String field, String text) throws WireException {
        try {
            // Compared, because the parser takes shorter groups too.
            if (text.length() == Limits.UUID_CHARS && UUID.fromString(text).toString().equals(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new WireException(subject(what) + " has " + article(field) + " of " + Shown.quoted(text)
                + ", which is not a UUID in its canonical form.");
    }

    /** With its article; a type's name is one word, so that is told by its first letter. */
    static String article(String noun) {
        return ("aeioAEIO".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /** The type at the start of a sentence. */
    static String subject(String what) {
        return "A" + article(what).substring(1);
    }
}
