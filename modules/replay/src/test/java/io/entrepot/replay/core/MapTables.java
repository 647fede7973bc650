package io.entrepot.replay.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@link Tables} in memory. */
final class MapTables implements Tables {

    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Name> names = new TreeMap<>();
    private final Map<String, TreeMap<Long, Part>> carriers = new HashMap<>();
    private final Map<String, TreeMap<Long, Part>> others = new HashMap<>();

    private record Listed<T>(Iterator<T> rows) implements Rows<T> {

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public T next() {
            return rows.next();
        }

        @Override
        public void close() {
        }
    }

    @Override
    public Optional<Sent> sent(int partition, String id) {
        return Optional.ofNullable(sent.get(id));
    }

    @Override
    public void put(Sent row) {
        sent.put(row.id(), row);
    }

    @Override
    public Optional<Name> name(int partition, String image) {
        return Optional.ofNullable(names.get(image));
    }

    @Override
    public void put(Name name) {
        names.put(name.image(), name);
    }

    @Override
    public Rows<Name> names() {
        return new Listed<>(List.copyOf(names.values()).iterator());
    }

    @Override
    public void put(int partition, String id, Part part) {
        (part.kind() == Part.Kind.NEW ? carriers : others).computeIfAbsent(id, none -> new TreeMap<>()).put(part.position(), part);
    }

    @Override
    public Optional<Part> carrier(int partition, String id, long offset) {
        return Optional.ofNullable(carriers.getOrDefault(id, new TreeMap<>()).floorEntry(offset)).map(Map.Entry::getValue);
    }

    @Override
    public Rows<Part> parts(int partition, String id) {
        List<Part> parts = Stream.concat(carriers.getOrDefault(id, new TreeMap<>()).values().stream(),
                        others.getOrDefault(id, new TreeMap<>()).values().stream())
                .sorted(Comparator.comparingLong(Part::position)).toList();
        return new Listed<>(parts.iterator());
    }
}
