package io.entrepot.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes bodies. Each is written twice, counting first: that costs a pass over the small fields and saves copying the
 * payload out of a buffer that was guessed too small or too large.
 */
final class RecordWriter {

    private final DatumWriter<SpecificRecord> writer;

    RecordWriter(RecordType type) {
        this.writer = new SpecificDatumWriter<>(type.schema(), OurRecords.DATA);
    }

    /** An array of the body's size, and the given number of bytes left free before it. */
    byte[] write(SpecificRecord record, int before) {
        Counter counter = new Counter();
        write(record, counter);
        Filler filler = new Filler(new byte[Math.toIntExact(before + counter.count)], before);
        write(record, filler);
        return filler.bytes;
    }

    private void write(SpecificRecord record, OutputStream out) {
        try {
            Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counter extends OutputStream {

        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            count += len;
        }
    }

    private static final class Filler extends OutputStream {

        private final byte[] bytes;
        private int at;

        Filler(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        @Override
        public void write(int b) {
            bytes[at++] = (byte) b;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            System.arraycopy(b, off, bytes, at, len);
            at += len;
        }
    }
}
