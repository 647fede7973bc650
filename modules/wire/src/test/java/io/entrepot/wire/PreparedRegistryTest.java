package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparedRegistryTest {

    /** Gives ids as long as it is there. */
    private static final class Registry implements SchemaRegistry {

        private final Map<String, Integer> ids = new HashMap<>();
        private boolean away;

        @Override
        public int register(String subject, String schemaJson) {
            check();
            return ids.computeIfAbsent(schemaJson, any -> ids.size() + 1);
        }

        @Override
        public String schema(int id) {
            check();
            return ids.entrySet().stream().filter(entry -> entry.getValue() == id).findFirst().orElseThrow().getKey();
        }

        private void check() {
            if (away) {
                throw new RegistryException("away");
            }
        }

        @Override
        public void close() {
            away = true;
        }
    }

    @Test
    void whileAPartRunsTheRegistryMayBeAway() throws WireException {
        // Given
        FleetTopics fleet = new FleetTopics("f");
        Registry registry = new Registry();
        WireFormat another = new WireFormat(PreparedRegistry.of(registry, fleet, Optional.of("d")));
        WireFormat wire = new WireFormat(PreparedRegistry.of(registry, fleet, Optional.of("d")));

        // When
        registry.away = true;

        // Then: no type has been forgotten
        assertThat(registry.ids).hasSize(RecordType.values().length);
        for (RecordType type : RecordType.values()) {
            byte[] bytes = another.encode(topic(fleet, type), Samples.of(type));
            assertThat(wire.decode(bytes)).isEqualTo(Samples.of(type));
        }
    }

    private static String topic(FleetTopics fleet, RecordType type) {
        return switch (type) {
            case RECORD_KEY, IMAGE_OPENED, NEW_BLOCKS, KNOWN_BLOCKS, IMAGE_SEALED, IMAGE_ABORTED -> fleet.interim();
            case JOURNAL_KEY, JOURNAL_ENTRY -> fleet.journal();
            case TURN_STARTED, PLACED_BLOCKS, DEFERRED_BLOCKS, TURN_PARKED -> fleet.ordered("d");
            case CONTROL_KEY, CONTROL_ORDER -> fleet.control();
            case RECEIPT_KEY, RECEIPT -> fleet.receipts("d");
            case RECALL_STARTED, REPLAY_STARTED -> fleet.recall("d");
        };
    }

    @Test
    void aRegistryThatIsNotThereIsSaidAtTheStart() {
        Registry registry = new Registry();
        registry.away = true;

        assertThatThrownBy(() -> PreparedRegistry.of(registry, new FleetTopics("f"), Optional.empty())).hasMessage("away");
    }
}
