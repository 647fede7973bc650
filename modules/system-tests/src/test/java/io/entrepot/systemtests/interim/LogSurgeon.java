package io.entrepot.systemtests.interim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Changes bytes of one record in a stopped broker's log: as a disk does that fails, or so that nothing but the content is wrong, and the
 * checksum of its batch right again, as if the sender's memory had failed between hashing and sending. Works on uncompressed batches of Kafka's format 2 (KIP-98).
 */
final class LogSurgeon {

    private static final int BASE_OFFSET = 0;
    private static final int BATCH_LENGTH = 8;
    /** Base offset and length, which the batch's length does not count. */
    private static final int OVERHEAD = 12;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int RECORDS = 61;
    private static final int COMPRESSION_MASK = 7;

    private LogSurgeon() {
    }

    /**
     * Inverts one byte of a record's value, and makes the checksum right again.
     *
     * @param partition    the partition's directory
     * @param fromValueEnd bytes from the value's end, at least 1
     */
    static void spoil(Path partition, long offset, int fromValueEnd) {
        invert(partition, offset, fromValueEnd, true);
    }

    /** As {@link #spoil}, and the checksum is that of what was there before. */
    static void damage(Path partition, long offset, int fromValueEnd) {
        invert(partition, offset, fromValueEnd, false);
    }

    private static void invert(Path partition, long offset, int fromValueEnd, boolean summed) {
        try (Stream<Path> files = Files.list(partition)) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
            boolean found = false;
            for (Path segment : segments) {
                found = found || invertIn(segment, offset, fromValueEnd, summed);
            }
            if (!found) {
                throw new IllegalArgumentException("no record at offset " + offset + " in " + partition);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean invertIn(Path segment, long offset, int fromValueEnd, boolean summed) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(RECORDS);
            for (long at = 0; at + RECORDS <= file.size(); ) {
                file.read(header.clear(), at);
                int length = OVERHEAD + header.getInt(BATCH_LENGTH);
                long base = header.getLong(BASE_OFFSET);
                if (length <= OVERHEAD) {
                    return false;
                }
                if (base <= offset && offset <= base + header.getInt(LAST_OFFSET_DELTA)) {
                    ByteBuffer batch = ByteBuffer.allocate(length);
                    file.read(batch, at);
                    invert(batch, (int) (offset - base), fromValueEnd, summed);
                    file.write(batch.rewind(), at);
                    return true;
                }
                at += length;
            }
            return false;
        }
    }

    private static void invert(ByteBuffer batch, int offsetDelta, int fromValueEnd, boolean summed) {
        if ((batch.getShort(ATTRIBUTES) & COMPRESSION_MASK) != 0) {
            throw new IllegalArgumentException("the batch is compressed by Kafka");
        }
        batch.position(RECORDS);
        while (batch.hasRemaining()) {
            int length = ByteUtils.readVarint(batch);
            int end = batch.position() + length;
            batch.get();
            ByteUtils.readVarlong(batch);
            int delta = ByteUtils.readVarint(batch);
            int keyLength = ByteUtils.readVarint(batch);
            batch.position(batch.position() + Math.max(0, keyLength));
            int valueLength = ByteUtils.readVarint(batch);
            if (delta == offsetDelta) {
                int at = batch.position() + valueLength - fromValueEnd;
                batch.put(at, (byte) ~batch.get(at));
                if (summed) {
                    CRC32C crc = new CRC32C();
                    crc.update(batch.array(), ATTRIBUTES, batch.limit() - ATTRIBUTES);
                    batch.putInt(CRC, (int) crc.getValue());
                }
                return;
            }
            batch.position(end);
        }
        throw new IllegalArgumentException("the batch has no record " + offsetDelta);
    }
}
