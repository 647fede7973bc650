package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of every record type, as they were when it was made: what stands on topics must stay readable. */
class GoldenTest {

    /** The id that stands in the golden wire forms. */
    private static final int ID = 0x0a0b0c0d;

    @ParameterizedTest
    @EnumSource
    void bodyAndWireFormAreTheGoldenOnes(RecordType type) throws Exception {
        WireFormat wire = new WireFormat(new MapRegistry().add(ID, type.schemaText()));

        byte[] bytes = wire.encode("topic", Samples.of(type));

        byte[] body = Arrays.copyOfRange(bytes, WireFormat.PREFIX_BYTES, bytes.length);
        assertThat(HexFormat.of().formatHex(body)).isEqualTo(golden(type, "body"));
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(golden(type, "wire"));
    }

    @ParameterizedTest
    @EnumSource
    void theGoldenWireFormIsReadAsTheRecordItWas(RecordType type) throws Exception {
        WireFormat wire = new WireFormat(new MapRegistry().add(ID, type.schemaText()));

        assertThat(wire.decode(HexFormat.of().parseHex(golden(type, "wire")))).isEqualTo(Samples.of(type));
    }

    /** The id of a schema depends on its text: an accidental change would be a new version in every registry. */
    @ParameterizedTest
    @EnumSource
    void theRegisteredSchemaIsTheGoldenOneAndReadsAsOurs(RecordType type) throws Exception {
        assertThat(type.schemaText()).isEqualTo(golden(type, "schema"));
        assertThat(type.schemaText()).doesNotContain("avro.java");
        assertThat(new Schema.Parser().parse(type.schemaText()).getFields()).hasSameSizeAs(type.schema().getFields());
    }

    private static String golden(RecordType type, String what) throws Exception {
        String name = "/golden/" + type.schema().getName() + "." + what;
        try (InputStream in = GoldenTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
