package io.entrepot.source.index;

import io.entrepot.block.Chain;
import io.entrepot.image.Fingerprint;
import io.entrepot.source.decide.Point;
import io.entrepot.wire.JournalState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the journal said last of an image.
 *
 * @param agent         that sends the image, or has
 * @param saidAtMs      Kafka's time of the entry, milliseconds since the epoch
 * @param partition     where the image's records are
 * @param journalOffset of the entry that said it
 * @param generation    the generation's id
 * @param ordinal       interim offset of its ImageOpened
 * @param state         whether it goes on
 * @param point         how far it has got
 * @param chunker       persisted id of the chunker that cut it
 * @param fingerprint   of the file that was read
 */
public record ImagePoint(String agent, int partition, long journalOffset, long saidAtMs, String generation, long ordinal, JournalState state,
                         Point point, int chunker, Fingerprint fingerprint) {

    /**
     * Whether this is of a newer generation, or of the same one and said later. On a partition generations are told by their
     * ordinals, whoever goes on to write of an old one; ordinals of two partitions cannot be compared, and time must do.
     */
    boolean isNewerThan(ImagePoint other) {
        if (partition != other.partition) {
            return saidAtMs >= other.saidAtMs;
        }
        return ordinal > other.ordinal || ordinal == other.ordinal && journalOffset >= other.journalOffset;
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(agent);
            out.writeInt(partition);
            out.writeLong(journalOffset);
            out.writeLong(saidAtMs);
            out.writeUTF(generation);
            out.writeLong(ordinal);
            out.writeByte(state.ordinal());
            out.writeLong(point.cursor());
            out.write(point.chain());
            out.writeLong(point.zeroBytes());
            out.writeLong(point.newBytes());
            out.writeLong(point.knownBytes());
            out.writeInt(chunker);
            out.writeLong(fingerprint.sizeBytes());
            out.writeLong(fingerprint.modifiedAtNs());
            out.writeLong(fingerprint.changedAtNs());
            out.writeLong(fingerprint.device());
            out.writeLong(fingerprint.inode());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static ImagePoint fromBytes(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new ImagePoint(in.readUTF(), in.readInt(), in.readLong(), in.readLong(), in.readUTF(), in.readLong(),
                    JournalState.values()[in.readByte()],
                    new Point(in.readLong(), in.readNBytes(Chain.BYTES), in.readLong(), in.readLong(),
                            in.readLong()),
                    in.readInt(),
                    new Fingerprint(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored point of an image is cut off", e);
        }
    }
}
