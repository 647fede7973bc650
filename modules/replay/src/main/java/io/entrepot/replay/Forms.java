package io.entrepot.replay;

import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Rows of the tables; they live no longer than the program that wrote them. */
final class Forms {

    private static final int PART_BYTES = 1 + 2 * Long.BYTES;

    private Forms() {
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] write(Sent sent) {
        return bytes(out -> {
            out.writeUTF(sent.image());
            out.writeUTF(sent.id());
            out.writeLong(sent.ordinal());
            out.writeLong(sent.sizeBytes());
            out.writeInt(sent.priority());
            out.writeByte(sent.state().ordinal());
            out.writeLong(sent.cursor());
            out.writeLong(sent.fetchBytes());
            out.writeLong(sent.sealOffset());
            out.writeLong(sent.neededFrom());
            out.writeBoolean(sent.wanted());
            out.writeUTF(sent.fault().orElse(""));
        });
    }

    static Sent sent(int partition, byte[] row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            return new Sent(partition, in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readInt(),
                    Sent.State.values()[in.readByte()], in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readBoolean(),
                    Optional.of(in.readUTF()).filter(fault -> !fault.isEmpty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(Tables.Name name) {
        return bytes(out -> {
            out.writeUTF(name.image());
            out.writeUTF(name.newestId());
            out.writeUTF(name.sealedId().orElse(""));
        });
    }

    static Tables.Name name(int partition, byte[] row) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
            return new Tables.Name(partition, in.readUTF(), in.readUTF(),
                    Optional.of(in.readUTF()).filter(id -> !id.isEmpty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(Part part) {
        return ByteBuffer.allocate(PART_BYTES + part.value().length).put((byte) part.kind().ordinal())
                .putLong(part.interimOffset()).putLong(part.length()).put(part.value()).array();
    }

    static Part part(long position, byte[] row) {
        ByteBuffer in = ByteBuffer.wrap(row);
        Part.Kind kind = Part.Kind.values()[in.get()];
        long interimOffset = in.getLong();
        long length = in.getLong();
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new Part(position, kind, interimOffset, length, value);
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
