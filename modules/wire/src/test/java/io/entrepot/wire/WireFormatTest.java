package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireFormatTest {

    private final MapRegistry registry = MapRegistry.ofOurs();
    private final WireFormat wire = new WireFormat(registry);

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(RecordType type) throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            var record = new RandomRecords(seed).of(type);
            assertThat(wire.decode(wire.encode("t", record))).as("seed " + seed).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @EnumSource
    void peekTellsTypeAndLength(RecordType type) throws Exception {
        byte[] bytes = wire.encode("t", Samples.of(type));

        assertThat(wire.peek(bytes)).isEqualTo(new Peek(type, Rules.length(Samples.of(type))));
    }

    @Test
    void manyThreadsShareOne() {
        List<Integer> wrong = IntStream.range(0, 8_000).parallel().filter(i -> {
            RecordType type = RecordType.values()[i % RecordType.values().length];
            var record = new RandomRecords(i % 100).of(type);
            try {
                return !wire.decode(wire.encode("t" + i % 3, record)).equals(record);
            } catch (WireException e) {
                return true;
            }
        }).boxed().toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void peekReadsNoFurtherThanItMust() throws Exception {
        byte[] bytes = wire.encode("t", Samples.newBlocks());
        for (int i = WireFormat.PREFIX_BYTES + 1; i < bytes.length; i++) {
            bytes[i] = (byte) 0xff;
        }

        assertThat(wire.peek(bytes)).isEqualTo(new Peek(RecordType.NEW_BLOCKS, 7));
    }

    @Test
    void peekRefusesALengthOutOfBounds() {
        byte[] none = wire.encode("t", Samples.newBlocks());
        none[WireFormat.PREFIX_BYTES] = 0;
        byte[] negative = wire.encode("t", new DeferredBlocks(5L, 5L));
        negative[WireFormat.PREFIX_BYTES] = 1;

        assertThatThrownBy(() -> wire.peek(none)).isInstanceOf(WireException.class)
                .hasMessage("A NewBlocks has a length of 0, which is not between 1 and 4194304.");
        assertThatThrownBy(() -> wire.peek(negative)).isInstanceOf(WireException.class);
    }

    @Test
    void thePayloadIsAViewAndNotACopy() throws Exception {
        byte[] bytes = wire.encode("t", Samples.newBlocks());

        ByteBuffer payload = wire.decode(bytes, NewBlocks.class).getPayload();

        assertThat(payload.array()).isSameAs(bytes);
        assertThat(new String(bytes, payload.arrayOffset(), payload.remaining())).isEqualTo("payload");
        assertThat(payload.position()).isZero();
    }

    @Test
    void aBufferIsEncodedFromItsPositionAndLeftThere() throws Exception {
        ByteBuffer payload = ByteBuffer.wrap("..payload..".getBytes(), 2, 7);

        NewBlocks blocks = new NewBlocks(7L, 0, null, List.of(7), Samples.digests(1, 1), payload);

        assertThat(wire.decode(wire.encode("t", blocks), NewBlocks.class).getPayload())
                .isEqualTo(ByteBuffer.wrap("payload".getBytes()));
        assertThat(payload.position()).isEqualTo(2);
        assertThat(wire.encode("t", blocks)).isEqualTo(wire.encode("t", blocks));
    }

    @Test
    void anotherTypeThanTheExpectedIsRefused() {
        byte[] bytes = wire.encode("t", Samples.of(RecordType.TURN_PARKED));

        assertThatThrownBy(() -> wire.decode(bytes, NewBlocks.class)).isInstanceOf(WireException.class)
                .hasMessage("The record is of type TurnParked, and one of type NewBlocks was expected.");
    }

    @Test
    void subjectsAreOfTopicAndRecordNameAndRegisteredOnce() {
        for (int i = 0; i < 3; i++) {
            wire.encode("entrepot.f.interim", Samples.newBlocks());
            wire.encode("entrepot.f.d.ordered", Samples.newBlocks());
        }

        assertThat(registry.subjects).containsExactly("entrepot.f.interim-io.entrepot.wire.NewBlocks",
                "entrepot.f.d.ordered-io.entrepot.wire.NewBlocks");
        assertThat(registry.asked).isZero();
    }

    @Test
    void aRecordThatBreaksARuleIsNotWritten() {
        assertThatThrownBy(() -> wire.encode("t", new RecordKey("../up", Samples.GENERATION, 0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The image name \"../up\" has a segment that begins with a dot.");
        assertThat(registry.subjects).isEmpty();
    }

    @Test
    void aRegistryThatFailsIsNotTheRecordsFault() throws Exception {
        byte[] bytes = wire.encode("t", Samples.newBlocks());
        registry.failure = new RegistryException("the registry is away");

        assertThatThrownBy(() -> wire.decode(bytes)).isSameAs(registry.failure);
        assertThatThrownBy(() -> wire.peek(bytes)).isSameAs(registry.failure);
        assertThatThrownBy(() -> wire.encode("another", Samples.newBlocks())).isSameAs(registry.failure);

        registry.failure = null;
        assertThat(wire.decode(bytes)).isEqualTo(Samples.newBlocks());
        assertThat(wire.encode("another", Samples.newBlocks())).isEqualTo(bytes);
    }

    @Test
    void goodAndBadIdsAreAskedForOnce() throws Exception {
        wire.decode(wire.encode("t", Samples.of(RecordType.RECORD_KEY)));
        byte[] good = wire.encode("t", Samples.newBlocks());
        byte[] bad = ByteBuffer.allocate(9).put((byte) 0).putInt(77).array();

        for (int i = 0; i < 5; i++) {
            wire.decode(good);
            wire.peek(good);
            assertThatThrownBy(() -> wire.decode(bad)).isInstanceOf(WireException.class).hasMessageContaining("id 77");
        }

        assertThat(registry.asked).isEqualTo(3);
    }

    @Test
    void anUnknownIdIsTheRegistrysFaultUntilAKeyWasRead() throws Exception {
        // Given
        byte[] unknown = ByteBuffer.allocate(9).put((byte) 0).putInt(77).array();
        // When, Then
        wire.decode(wire.encode("t", Samples.newBlocks()));
        assertThatThrownBy(() -> wire.decode(unknown)).as("F: or all records of a wrong registry were passed over")
                .isInstanceOf(RegistryException.class).hasMessageContaining("Schema id 77 ")
                .hasMessageContaining("name the right one, or restore it. Nothing was passed over.");
        wire.decode(wire.encode("t", Samples.of(RecordType.RECORD_KEY)));
        assertThatThrownBy(() -> wire.decode(unknown)).as("J: or one bad record stopped everything")
                .isInstanceOf(WireException.class).hasMessageContaining("Schema id 77 ");
    }

    @Test
    void worksOverTheEmbeddedRegistryAcrossARestart(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("schemas.json");
        byte[] bytes;
        try (SchemaRegistry first = SchemaRegistries.embedded(file)) {
            new WireFormat(first).encode("t", Samples.of(RecordType.RECORD_KEY));
            bytes = new WireFormat(first).encode("t", Samples.newBlocks());
        }

        try (SchemaRegistry second = SchemaRegistries.embedded(file)) {
            assertThat(new WireFormat(second).decode(bytes)).isEqualTo(Samples.newBlocks());
            assertThat(new WireFormat(second).encode("t", Samples.newBlocks())).isEqualTo(bytes);
        }
    }
}
