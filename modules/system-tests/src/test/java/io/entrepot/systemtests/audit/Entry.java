package io.entrepot.systemtests.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * One record of a topic.
 *
 * @param key          null when the record could not be read
 * @param value        null for a tombstone, or when the record could not be read
 * @param valueDigest  SHA-256 of the value's bytes
 * @param sourceOffset what the header says of the interim record it came from, or {@link #NO_SOURCE}
 * @param fault        why the record could not be read, or null
 */
record Entry(long offset, GenericRecord key, GenericRecord value, ByteBuffer valueDigest, int valueBytes, long sourceOffset,
        String fault) {

    static final long NO_SOURCE = -1;

    boolean readable() {
        return fault == null && value != null;
    }

    /** Name of the value's schema, without its namespace. */
    String type() {
        return value.getSchema().getName();
    }

    String image() {
        return key.get("image").toString();
    }

    String generation() {
        return key.get("generation").toString();
    }

    /** The key's place in the image. */
    long at() {
        return (Long) key.get("offset");
    }

    long number(String field) {
        return ((Number) value.get(field)).longValue();
    }

    /** The same without the bytes of a NewBlocks, when only what is said of them is looked at. */
    Entry withoutPayload() {
        if (readable() && type().equals("NewBlocks")) {
            value.put("payload", ByteBuffer.allocate(0));
        }
        return this;
    }

    /** The blocks of a record or of one of its runs: lengths and digests side by side. */
    static List<Block> blocks(GenericRecord run) {
        List<?> lengths = (List<?>) run.get("lengths");
        ByteBuffer digests = ((ByteBuffer) run.get("digests")).duplicate();
        if (digests.remaining() != lengths.size() * Sha256.BYTES) {
            throw new IllegalArgumentException(lengths.size() + " lengths and " + digests.remaining() + " bytes of digests");
        }
        List<Block> blocks = new ArrayList<>(lengths.size());
        for (Object length : lengths) {
            byte[] digest = new byte[Sha256.BYTES];
            digests.get(digest);
            blocks.add(new Block((Integer) length, ByteBuffer.wrap(digest)));
        }
        return blocks;
    }

    static long bytes(List<Block> blocks) {
        return blocks.stream().mapToLong(Block::length).sum();
    }

    /** @param digest SHA-256 of its bytes */
    record Block(int length, ByteBuffer digest) {
    }
}
