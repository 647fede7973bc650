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
 * What the journal said last of an image of an agent.
 *
 * @param partition     where the image's records are
 * @param journalOffset of the entry that said it
 * @param generation    the generation's id
 * @param ordinal       interim offset of its ImageOpened
 * @param state         whether it goes on
 * @param point         how far it has got
 * @param chunker       persisted id of the chunker that cut it
 * @param fingerprint   of the file that was read
 */
public record ImagePoint(int partition, long journalOffset, String generation, long ordinal, JournalState state,
                         Point point, int chunker, Fingerprint fingerprint) {

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(partition);
            out.writeLong(journalOffset);
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
            return new ImagePoint(in.readInt(), in.readLong(), in.readUTF(), in.readLong(),
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
