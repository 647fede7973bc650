package io.entrepot.wire;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.registry.UnknownSchemaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * The schemas that records were written with, by id, each made ready once to be read into ours. What is wrong with an
 * id is remembered as well, for a while: a topic full of such records shall not become as many questions.
 *
 * <p>An id that the registry does not know is either a bad record's or a wrong registry's. The registry is taken for the
 * wrong one until it has explained a key that was read: whoever passed over its records would lose all of them.
 */
final class WriterSchemas {

    /** Ids of either kind that are remembered; a fleet has some dozen. Beyond it everything is asked anew. */
    private static final int IDS_MAX = 1_024;

    /** How long a bad id stays one without asking again; an id can be registered late where registries are copied. */
    private static final long FAULT_NS = 30_000_000_000L;

    static final String WAY_OUT = " The schema registry is not the one that these records were written with, or has lost their"
            + " schemas: name the right one, or restore it. Nothing was passed over.";

    private record Fault(String message, long untilNs) {
    }

    private final SchemaRegistry registry;
    private final Map<Integer, RecordReader> readers = new ConcurrentHashMap<>();
    private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
    private volatile boolean vouched;

    WriterSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    RecordReader reader(int id) throws WireException {
        RecordReader reader = readers.get(id);
        return reader != null ? reader : ask(id);
    }

    /** A record of ours was read by what the registry says: it is the one that they were written with. */
    void vouched() {
        vouched = true;
    }

    private RecordReader ask(int id) throws WireException {
        if (id < 0) {
            throw new WireException("Schema id " + id + " is negative.");
        }
        Fault fault = faults.get(id);
        if (fault != null && fault.untilNs() - System.nanoTime() > 0) {
            throw new WireException(fault.message());
        }
        try {
            RecordReader reader = resolve(id, registry.schema(id));
            bound(readers);
            readers.put(id, reader);
            return reader;
        } catch (UnknownSchemaException e) {
            if (!vouched) {
                throw new UnexplainedException(sentence(e), e);
            }
            throw remembered(id, e.getMessage(), e);
        } catch (WireException e) {
            throw remembered(id, e.getMessage(), e.getCause());
        }
    }

    private WireException remembered(int id, String message, Throwable cause) {
        bound(faults);
        faults.put(id, new Fault(message, System.nanoTime() + FAULT_NS));
        return new WireException(message, cause);
    }

    private static String sentence(UnknownSchemaException unknown) {
        return unknown.getMessage() + WAY_OUT;
    }

    private static void bound(Map<Integer, ?> map) {
        if (map.size() >= IDS_MAX) {
            map.clear();
        }
    }

    private static RecordReader resolve(int id, String schemaJson) throws WireException {
        try {
            Schema written = new Schema.Parser().parse(schemaJson);
            RecordType type = written.getType() == Schema.Type.RECORD ? RecordType.byFullName(written.getFullName())
                    : null;
            if (type == null) {
                throw new WireException("Schema id " + id + " is of " + Shown.quoted(written.getFullName())
                        + ", which is no record of Entrepot.");
            }
            var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(type.schema(), written);
            if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
                throw new WireException("Schema id " + id + ", a " + type.schema().getName()
                        + ", cannot be read by this version: use one that is at least as new as the writer's.");
            }
            if (EmptyItems.in(written)) {
                throw new WireException("Schema id " + id + " has a list of items that take no bytes.");
            }
            return new RecordReader(type, written);
        } catch (AvroRuntimeException | StackOverflowError e) {
            throw new WireException("Schema id " + id + " is not an Avro schema that can be read here.", e);
        }
    }
}
