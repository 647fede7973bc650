package io.entrepot.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads the bodies that were written with one schema into our record of that name. Safe for use by several threads. */
final class RecordReader {

    private static final String LEADING_FIELD = "length";

    private final RecordType type;
    private final DatumReader<SpecificRecord> reader;
    private final boolean lengthLeads;

    RecordReader(RecordType type, Schema written) {
        this.type = type;
        this.reader = new SpecificDatumReader<>(written, type.schema(), OurRecords.DATA);
        this.lengthLeads = type.covers() && !written.getFields().isEmpty()
                && written.getFields().get(0).name().equals(LEADING_FIELD)
                && written.getFields().get(0).schema().getType() == Schema.Type.LONG;
    }

    RecordType type() {
        return type;
    }

    /** Whether the length is the first thing in the body, as in every schema of ours so far. */
    boolean lengthLeads() {
        return lengthLeads;
    }

    /** The record, read but not validated. */
    SpecificRecord read(byte[] bytes, int from) throws WireException {
        BoundedDecoder decoder = new BoundedDecoder(bytes, from);
        SpecificRecord record;
        try {
            record = reader.read(null, decoder);
        } catch (MalformedException e) {
            throw damaged(e);
        } catch (IOException | RuntimeException e) {
            // Avro's way of meeting an index of an enum or union that makes no sense.
            throw new WireException(subject() + " cannot be read: its bytes do not follow its schema.", e);
        }
        if (decoder.remainingBytes() != 0) {
            throw new WireException(subject() + " has " + decoder.remainingBytes() + " bytes too many.");
        }
        return record;
    }

    /** The leading length of a body, not validated. */
    long length(byte[] bytes, int from) throws WireException {
        try {
            return new BoundedDecoder(bytes, from).readLong();
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private WireException damaged(IOException met) {
        return new WireException(subject() + " cannot be read: it holds " + met.getMessage() + ".", met);
    }

    private String subject() {
        return Rules.subject(type.schema().getName());
    }
}
