package io.entrepot.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds lists whose items can take no bytes: a count is then not bounded by the bytes that remain. Ours have none; a
 * schema that somebody registered under our names could.
 */
final class EmptyItems {

    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private EmptyItems() {
    }

    static boolean in(Schema schema) {
        return new EmptyItems().found(schema);
    }

    private boolean found(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> seen.add(schema) && schema.getFields().stream().anyMatch(field -> found(field.schema()));
            case UNION -> schema.getTypes().stream().anyMatch(this::found);
            case ARRAY -> empty(schema.getElementType()) || found(schema.getElementType());
            case MAP -> found(schema.getValueType());
            default -> false;
        };
    }

    /** Whether a value can take no bytes. Records that contain themselves are taken for one, which refuses them. */
    private static boolean empty(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> schema.getFields().stream().allMatch(field -> empty(field.schema()));
            default -> false;
        };
    }
}
