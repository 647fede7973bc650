package io.entrepot.resequencer.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** The stores over sorted maps. */
final class MapStores {

    final Generations images = new Generations();
    final Rows waiting = new Rows();
    final Ranges carriers = new Ranges();
    final Buffer payloads = new Buffer();

    Stores stores() {
        return new Stores(images, images, waiting, carriers, payloads);
    }

    record Place(long ordinal, long offset) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::ordinal).thenComparingLong(Place::offset);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    static final class Generations implements Images, Agenda {

        final TreeMap<Long, Image> rows = new TreeMap<>();
        private final Map<String, Long> generations = new HashMap<>();
        private final Map<String, Long> newest = new HashMap<>();
        /** Negated priority and ordinal. */
        final TreeSet<Place> queue = new TreeSet<>();
        final TreeSet<Long> purge = new TreeSet<>();
        private OptionalLong holder = OptionalLong.empty();
        private OptionalLong lastHolder = OptionalLong.empty();
        private OptionalLong recalling = OptionalLong.empty();
        private long recalledTo;
        private boolean learned;

        @Override
        public Optional<Image> get(long ordinal) {
            return Optional.ofNullable(rows.get(ordinal));
        }

        @Override
        public OptionalLong ordinalOf(String generation) {
            return found(generations.get(generation));
        }

        @Override
        public OptionalLong newestOf(String image) {
            return found(newest.get(image));
        }

        @Override
        public void open(Image image) {
            generations.put(image.sending().generation(), image.ordinal());
            newest.merge(image.sending().image(), image.ordinal(), Math::max);
            put(image);
        }

        @Override
        public void put(Image image) {
            rows.put(image.ordinal(), image);
        }

        @Override
        public OptionalLong holder() {
            return holder;
        }

        @Override
        public OptionalLong lastHolder() {
            return lastHolder;
        }

        @Override
        public void take(long ordinal) {
            holder = OptionalLong.of(ordinal);
            lastHolder = holder;
        }

        @Override
        public void release() {
            holder = OptionalLong.empty();
        }

        @Override
        public void enqueue(Sending sending) {
            queue.add(new Place(-(long) sending.priority(), sending.ordinal()));
        }

        @Override
        public void dequeue(Sending sending) {
            queue.remove(new Place(-(long) sending.priority(), sending.ordinal()));
        }

        @Override
        public OptionalLong next() {
            return queue.isEmpty() ? OptionalLong.empty() : OptionalLong.of(queue.first().offset());
        }

        @Override
        public OptionalLong recalling() {
            return recalling;
        }

        @Override
        public void recalling(OptionalLong ordinal) {
            recalling = ordinal;
        }

        @Override
        public long recalledTo() {
            return recalledTo;
        }

        @Override
        public void recalledTo(long next) {
            recalledTo = next;
        }

        @Override
        public boolean hasLearned() {
            return learned;
        }

        @Override
        public void learned() {
            learned = true;
        }

        @Override
        public void toPurge(long ordinal) {
            purge.add(ordinal);
        }

        @Override
        public void purged(long ordinal) {
            purge.remove(ordinal);
        }

        @Override
        public OptionalLong nextToPurge() {
            return purge.isEmpty() ? OptionalLong.empty() : OptionalLong.of(purge.first());
        }
    }

    static final class Rows implements Waiting {

        final TreeMap<Place, Row> rows = new TreeMap<>();

        @Override
        public void put(Row row) {
            rows.put(new Place(row.ordinal(), row.position()), row);
        }

        @Override
        public void delete(long ordinal, long position) {
            rows.remove(new Place(ordinal, position));
        }

        @Override
        public Optional<Row> get(long ordinal, long position) {
            return Optional.ofNullable(rows.get(new Place(ordinal, position)));
        }

        @Override
        public Optional<Row> last(long ordinal, long from, long to) {
            var entry = rows.lowerEntry(new Place(ordinal, to));
            return entry == null || entry.getKey().compareTo(new Place(ordinal, from)) < 0 ? Optional.empty()
                    : Optional.of(entry.getValue());
        }

        @Override
        public Waiting.Rows scan(long ordinal, long from) {
            return new RowScan(rows.subMap(new Place(ordinal, from), true, new Place(ordinal, Long.MAX_VALUE), true));
        }
    }

    static final class Ranges implements Carriers {

        private final TreeMap<Place, Carried> rows = new TreeMap<>();

        @Override
        public void put(long ordinal, Carried carried) {
            rows.put(new Place(ordinal, carried.offset()), carried);
        }

        @Override
        public Optional<Carried> floor(long ordinal, long offset) {
            var entry = rows.floorEntry(new Place(ordinal, offset));
            return entry == null || entry.getKey().ordinal() != ordinal
                    ? Optional.empty() : Optional.of(entry.getValue());
        }
    }

    static final class Buffer implements Payloads {

        final TreeMap<Long, Payload> rows = new TreeMap<>();
        private long heldBytes;

        /** As a crash does. */
        void wipe() {
            rows.clear();
            heldBytes = 0;
        }

        @Override
        public Optional<Payload> get(long interimOffset) {
            return Optional.ofNullable(rows.get(interimOffset));
        }

        @Override
        public void put(Payload payload) {
            if (rows.put(payload.interimOffset(), payload) == null) {
                heldBytes += payload.bytes();
            }
        }

        @Override
        public void delete(Payload payload) {
            if (rows.remove(payload.interimOffset()) != null) {
                heldBytes -= payload.bytes();
            }
        }

        @Override
        public long heldBytes() {
            return heldBytes;
        }

        @Override
        public OptionalLong lastInterimOffset() {
            return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(rows.lastKey());
        }

        @Override
        public Scan scan(long fromInterimOffset) {
            return new PayloadScan(rows.tailMap(fromInterimOffset, true));
        }
    }

    private static OptionalLong found(Long ordinal) {
        return ordinal == null ? OptionalLong.empty() : OptionalLong.of(ordinal);
    }

    /** Walks from key to key, so that the map may change on the way. */
    private static class Walk<K extends Comparable<K>, V> {

        private final NavigableMap<K, V> map;
        private Map.Entry<K, V> next;

        Walk(NavigableMap<K, V> map) {
            this.map = map;
            this.next = map.firstEntry();
        }

        public boolean hasNext() {
            return next != null;
        }

        public V next() {
            V value = next.getValue();
            next = map.higherEntry(next.getKey());
            return value;
        }

        public void close() {
            next = null;
        }
    }

    private static final class RowScan extends Walk<Place, Row> implements Waiting.Rows {
        RowScan(NavigableMap<Place, Row> map) {
            super(map);
        }
    }

    private static final class PayloadScan extends Walk<Long, Payloads.Payload> implements Payloads.Scan {
        PayloadScan(NavigableMap<Long, Payloads.Payload> map) {
            super(map);
        }
    }
}
