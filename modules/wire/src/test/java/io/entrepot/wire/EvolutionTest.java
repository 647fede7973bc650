package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records written with other versions of our schemas, and with schemas that are none of ours. */
class EvolutionTest {

    private static final int ID = 5;

    private static final String DEFERRED = "{\"type\":\"record\",\"namespace\":\"io.entrepot.wire\","
            + "\"name\":\"DeferredBlocks\",\"fields\":[%s]}";
    private static final String LENGTH = "{\"name\":\"length\",\"type\":\"long\"}";
    private static final String OFFSET = "{\"name\":\"interimOffset\",\"type\":\"long\"}";
    private static final String NEW_FIELD = "{\"name\":\"reason\",\"type\":\"string\"}";

    @Test
    void aFieldThatANewerVersionAddedIsPassedOver() throws Exception {
        Schema newer = new Schema.Parser().parse(DEFERRED.formatted(LENGTH + "," + OFFSET + "," + NEW_FIELD));
        GenericRecord record = new GenericData.Record(newer);
        record.put("length", 7L);
        record.put("interimOffset", 9L);
        record.put("reason", "bounded");

        assertThat(wire(newer).decode(bytes(record))).isEqualTo(new DeferredBlocks(7L, 9L));
        assertThat(wire(newer).peek(bytes(record))).isEqualTo(new Peek(RecordType.DEFERRED_BLOCKS, 7));
    }

    @Test
    void peekFindsALengthThatNoLongerLeads() throws Exception {
        Schema newer = new Schema.Parser().parse(DEFERRED.formatted(NEW_FIELD + "," + OFFSET + "," + LENGTH));
        GenericRecord record = new GenericData.Record(newer);
        record.put("length", 7L);
        record.put("interimOffset", 9L);
        record.put("reason", "bounded");

        assertThat(wire(newer).peek(bytes(record))).isEqualTo(new Peek(RecordType.DEFERRED_BLOCKS, 7));
        assertThat(wire(newer).decode(bytes(record))).isEqualTo(new DeferredBlocks(7L, 9L));
    }

    @Test
    void aFieldThatAnOlderVersionLackedTakesItsDefault() throws Exception {
        Schema older = new Schema.Parser().parse("{\"type\":\"record\",\"namespace\":\"io.entrepot.wire\","
                + "\"name\":\"ImageAborted\",\"fields\":[{\"name\":\"reason\",\"type\":\"string\"}]}");
        GenericRecord record = new GenericData.Record(older);
        record.put("reason", "gone");

        assertThat(wire(older).decode(bytes(record))).isEqualTo(new ImageAborted("gone", null));
    }

    @Test
    void aNumberThatWasNarrowerIsWidened() throws Exception {
        Schema older = new Schema.Parser().parse(DEFERRED.formatted(
                LENGTH.replace("long", "int") + "," + OFFSET.replace("long", "int")));
        GenericRecord record = new GenericData.Record(older);
        record.put("length", 7);
        record.put("interimOffset", 9);

        assertThat(wire(older).decode(bytes(record))).isEqualTo(new DeferredBlocks(7L, 9L));
        assertThat(wire(older).peek(bytes(record)).length()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'type':'record','name':'Other','fields':[]} | Schema id 5 is of \"Other\", which is no record of Entrepot.",
        "{'type':'record','name':'io.entrepot.wire.Carrier','fields':[]} | which is no record of Entrepot.",
        "'string' | which is no record of Entrepot.",
        "{'type':'record','name':'io.entrepot.wire.TurnParked','fields':[]} | cannot be read by this version",
        "{'type':'rec | Schema id 5 is not an Avro schema",
        "{} | Schema id 5 is not an Avro schema",
        "null | Schema id 5 is not an Avro schema",
    })
    void aSchemaThatIsNoneOfOursIsNamedByItsId(String schema, String message) {
        WireFormat wire = new WireFormat(new MapRegistry().add(ID, schema.replace('\'', '"')));

        assertThatThrownBy(() -> wire.decode(new byte[] {0, 0, 0, 0, ID, 0})).isInstanceOf(WireException.class)
                .hasMessageContaining(message).hasMessageStartingWith("Schema id 5");
    }

    @Test
    void aFieldThatIsNestedAsDeepAsItIsLongIsPassedOver() throws WireException {
        Schema schema = new Schema.Parser().parse(DEFERRED.formatted(LENGTH + "," + OFFSET
                + ",{\"name\":\"more\",\"type\":{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}}"));
        byte[] deep = new byte[5 << 20];
        Arrays.fill(deep, (byte) 2);
        Arrays.fill(deep, 0, 4, (byte) 0);
        deep[4] = ID;
        deep[deep.length - 1] = 0;

        assertThat(wire(schema).decode(deep)).isEqualTo(new DeferredBlocks(1L, 1L));
    }

    /** With such a field a count is bounded by nothing, and passing over it takes for ever. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'null'",
        "{'type':'fixed','name':'F','size':0}",
        "{'type':'record','name':'E','fields':[]}",
        "{'type':'record','name':'E','fields':[{'name':'n','type':'null'}]}",
    })
    void aListOfItemsThatTakeNoBytesIsRefused(String items) {
        String list = "{\"name\":\"more\",\"type\":[\"int\",{\"type\":\"array\",\"items\":"
                + items.replace('\'', '"') + "}]}";
        Schema schema = new Schema.Parser().parse(DEFERRED.formatted(LENGTH + "," + OFFSET + "," + list));

        assertThatThrownBy(() -> wire(schema).decode(new byte[] {0, 0, 0, 0, ID, 0})).isInstanceOf(WireException.class)
                .hasMessage("Schema id 5 has a list of items that take no bytes.");
    }

    @Test
    void aSchemaThatContainsItselfDoesNotOverflowTheStack() {
        String self = "{\"name\":\"more\",\"type\":[\"null\",\"DeferredBlocks\"]}";
        Schema schema = new Schema.Parser().parse(DEFERRED.formatted(LENGTH + "," + OFFSET + "," + self));
        byte[] deep = new byte[300_000];
        deep[4] = ID;
        for (int i = 5; i < deep.length; i++) {
            deep[i] = 2;
        }

        assertThatThrownBy(() -> wire(schema).decode(deep)).isInstanceOf(WireException.class);
    }

    private static WireFormat wire(Schema schema) {
        return new WireFormat(new MapRegistry().add(ID, schema.toString()));
    }

    private static byte[] bytes(GenericRecord record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(ID).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
