package io.entrepot.wire;

import io.entrepot.registry.SchemaRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry that was asked beforehand for all that a part of a fleet writes, and for all that another part of this
 * version does: while the part runs, the registry may be away. What other versions wrote is asked for when it is met.
 */
public final class PreparedRegistry implements SchemaRegistry {

    /** Schemas are few; a fleet's and a destination's are some two dozen. Beyond this nothing more is kept. */
    private static final int KEPT_MAX = 1_024;

    private record Question(String subject, String schemaJson) {
    }

    private final SchemaRegistry registry;
    private final Map<Question, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();

    private PreparedRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Registers everything.
     *
     * @param registry    stays the caller's to close
     * @param destination whose topics are written or read too
     * @throws io.entrepot.registry.RegistryException when it cannot be asked, or refuses a schema
     */
    public static SchemaRegistry of(SchemaRegistry registry, FleetTopics fleet, Optional<String> destination) {
        Map<String, List<RecordType>> topics = new LinkedHashMap<>();
        topics.put(fleet.interim(), List.of(RecordType.RECORD_KEY, RecordType.IMAGE_OPENED, RecordType.NEW_BLOCKS,
                RecordType.KNOWN_BLOCKS, RecordType.IMAGE_SEALED, RecordType.IMAGE_ABORTED));
        topics.put(fleet.journal(), List.of(RecordType.JOURNAL_KEY, RecordType.JOURNAL_ENTRY));
        topics.put(fleet.control(), List.of(RecordType.CONTROL_KEY, RecordType.CONTROL_ORDER));
        destination.ifPresent(name -> {
            topics.put(fleet.ordered(name), List.of(RecordType.RECORD_KEY, RecordType.TURN_STARTED, RecordType.TURN_PARKED,
                    RecordType.PLACED_BLOCKS, RecordType.DEFERRED_BLOCKS, RecordType.IMAGE_ABORTED));
            topics.put(fleet.receipts(name), List.of(RecordType.RECEIPT_KEY, RecordType.RECEIPT));
            topics.put(fleet.recall(name), List.of(RecordType.RECORD_KEY, RecordType.RECALL_STARTED,
                    RecordType.REPLAY_STARTED, RecordType.DEFERRED_BLOCKS, RecordType.IMAGE_ABORTED));
        });
        PreparedRegistry prepared = new PreparedRegistry(registry);
        topics.forEach((topic, types) ->
                types.forEach(type -> prepared.register(WireFormat.subject(topic, type), type.schemaText())));
        return prepared;
    }

    @Override
    public int register(String subject, String schemaJson) {
        Question question = new Question(subject, schemaJson);
        Integer known = ids.get(question);
        if (known != null) {
            return known;
        }
        int id = registry.register(subject, schemaJson);
        if (ids.size() < KEPT_MAX) {
            ids.put(question, id);
            schemas.put(id, schemaJson);
        }
        return id;
    }

    @Override
    public String schema(int id) {
        String known = schemas.get(id);
        if (known != null) {
            return known;
        }
        return registry.schema(id);
    }

    /** Leaves the registry open. */
    @Override
    public void close() {
        // Nothing of its own is open.
    }
}
