package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.Entry.Block;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One sending of an image, as the interim topic tells it. */
final class GenerationTrace {

    /** How far it got. */
    enum State { OPEN, SEALED, ABORTED }

    final String image;
    final String generation;
    final long ordinal;
    final long sizeBytes;
    final String agent;

    private final Map<Long, Published> published = new HashMap<>();
    private final Map<Long, byte[]> chains = new HashMap<>();
    private State state = State.OPEN;
    private long cursor;
    private byte[] chain = new byte[Sha256.BYTES];
    private long zeroBytes;
    private long newBytes;
    private long knownBytes;
    private String fault;

    /**
     * A block and the interim record that carries it.
     *
     * @param damaged whether its bytes are not what its digest says
     */
    record Published(Block block, long interimOffset, boolean damaged) {
    }

    GenerationTrace(Entry opened) {
        image = opened.image();
        generation = opened.generation();
        ordinal = opened.offset();
        sizeBytes = opened.number("size");
        agent = opened.value().get("agent").toString();
        chains.put(0L, chain);
    }

    State state() {
        return state;
    }

    void end(State end) {
        state = end;
    }

    long cursor() {
        return cursor;
    }

    /** The bytes of each kind so far: zero, new, known. */
    List<Long> bytes() {
        return List.of(zeroBytes, newBytes, knownBytes);
    }

    void zeros(long length) {
        cursor += length;
        zeroBytes += length;
    }

    void carried(Block block, long interimOffset, boolean damaged) {
        published.put(cursor, new Published(block, interimOffset, damaged));
        newBytes += block.length();
        grow(block);
    }

    void referred(Block block) {
        knownBytes += block.length();
        grow(block);
    }

    private void grow(Block block) {
        chain = Sha256.chain(chain, cursor, block.length(), block.digest());
        cursor += block.length();
    }

    /** Notes the chain at the end of a record: journal entries stand at ends of records. */
    void recordEnds() {
        chains.put(cursor, chain);
    }

    /** The chain when the generation had come to {@code at}, or null when no record ended there. */
    byte[] chainAt(long at) {
        return chains.get(at);
    }

    /** What was published at this place of the image, or null. */
    Published publishedAt(long at) {
        return published.get(at);
    }

    ByteBuffer seal() {
        return ByteBuffer.wrap(Sha256.seal(chain, cursor));
    }

    /** Why the image cannot be rebuilt from the interim topic; null when it can. */
    String fault() {
        return fault;
    }

    void spoil(String why) {
        fault = fault == null ? why : fault;
    }
}
