package io.entrepot.source.index;

import io.entrepot.source.decide.Generation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names of generations by ordinal; the last few thousand stay in memory, because blocks follow one another in few
 * carriers.
 */
final class CarrierNames {

    /** With names of the greatest length, about 8 MB. */
    private static final int KEPT_MAX = 4_096;

    /** Characters of a generation's id: a UUID in its canonical text form. */
    private static final int ID_CHARS = 36;

    private final IndexStore store;
    private final Map<Key, Generation> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Generation> eldest) {
            return size() > KEPT_MAX;
        }
    };

    private record Key(int partition, long ordinal) {
    }

    CarrierNames(IndexStore store) {
        this.store = store;
    }

    synchronized Generation find(int partition, long ordinal) {
        var key = new Key(partition, ordinal);
        Generation known = kept.get(key);
        if (known == null) {
            byte[] value = store.get(store.carriers(), IndexKeys.carrier(partition, ordinal));
            if (value == null) {
                return null;
            }
            known = fromBytes(value);
            kept.put(key, known);
        }
        return known;
    }

    static byte[] toBytes(Generation generation) {
        return (generation.id() + generation.image()).getBytes(StandardCharsets.UTF_8);
    }

    private static Generation fromBytes(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return new Generation(text.substring(ID_CHARS), text.substring(0, ID_CHARS));
    }
}
