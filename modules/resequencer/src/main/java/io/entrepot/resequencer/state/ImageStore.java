package io.entrepot.resequencer.state;

import io.entrepot.resequencer.core.Agenda;
import io.entrepot.resequencer.core.Image;
import io.entrepot.resequencer.core.Images;
import io.entrepot.resequencer.core.Sending;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * {@link Images} and {@link Agenda} in one store, so that they travel together. A key's first byte says what its row
 * is.
 *
 * <p>Queue and purge list are read from their first row on, where those that were removed lie as tombstones; whether
 * they are empty is therefore remembered, and they are looked at only when they are not.
 */
public final class ImageStore implements Images, Agenda {

    /** An image by ordinal. */
    private static final byte IMAGE = 'i';
    /** An ordinal by generation. */
    private static final byte GENERATION = 'g';
    /** The newest ordinal by name. */
    private static final byte NEWEST = 'n';
    /** An ordinal by its place in the queue: descending priority, ordinal. */
    private static final byte QUEUED = 'q';
    /** An ordinal to be purged. */
    private static final byte PURGE = 'p';
    /** The ordinal that holds the turn. */
    private static final byte HOLDER = 'h';
    /** The ordinal that held it last. */
    private static final byte LAST_HOLDER = 'l';
    /** The ordinal that is being recalled. */
    private static final byte RECALLING = 'c';
    /** The recall offset behind the last record that was handled. */
    private static final byte RECALLED_TO = 'e';
    /** There once all was read that stood before what the destination is to be given. */
    private static final byte LEARNED = 'd';
    /** The interim topic that all of it is about. */
    private static final byte TOPIC = 't';
    /** The recall topic that {@link #RECALLED_TO} is about. */
    private static final byte RECALL_TOPIC = 'u';

    private static final byte TEXT_VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> store;
    private OptionalLong holder;
    private OptionalLong lastHolder;
    private OptionalLong recalling;
    private long recalledTo;
    private boolean learned;
    private boolean queueIsEmpty;
    private boolean purgeIsEmpty;

    public ImageStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.holder = number(key(HOLDER));
        this.lastHolder = number(key(LAST_HOLDER));
        this.recalling = number(key(RECALLING));
        this.recalledTo = number(key(RECALLED_TO)).orElse(0);
        this.learned = number(key(LEARNED)).isPresent();
    }

    /** Kafka's id of the interim topic whose offsets stand here; empty in a new store. */
    public Optional<String> interimTopicId() {
        return text(TOPIC);
    }

    public void interimTopicId(String id) {
        text(TOPIC, id);
    }

    /** Begins the recall topic at its start where it is another one than before: offsets of a topic that was lost say nothing of it. */
    public void recallTopicId(String id) {
        if (text(RECALL_TOPIC).filter(id::equals).isEmpty()) {
            recalledTo(0);
            text(RECALL_TOPIC, id);
        }
    }

    private Optional<String> text(byte key) {
        return Optional.ofNullable(store.get(key(key))).map(row ->
                Packed.read(StoreNames.IMAGES, TEXT_VERSION, row, text -> Packed.text(text, text.remaining())));
    }

    private void text(byte key, String value) {
        byte[] text = Packed.utf8(value);
        store.put(key(key),
                ByteBuffer.allocate(Packed.VERSION_BYTES + text.length).put(TEXT_VERSION).put(text).array());
    }

    @Override
    public Optional<Image> get(long ordinal) {
        return Optional.ofNullable(store.get(key(IMAGE, ordinal))).map(row -> ImageForm.read(ordinal, row));
    }

    @Override
    public OptionalLong ordinalOf(String generation) {
        return number(key(GENERATION, Packed.utf8(generation)));
    }

    @Override
    public OptionalLong newestOf(String image) {
        return number(key(NEWEST, Packed.utf8(image)));
    }

    @Override
    public void open(Image image) {
        byte[] ordinal = NumberForm.write(image.ordinal());
        store.put(key(GENERATION, Packed.utf8(image.sending().generation())), ordinal);
        OptionalLong newest = newestOf(image.sending().image());
        if (newest.isEmpty() || newest.getAsLong() < image.ordinal()) {
            store.put(key(NEWEST, Packed.utf8(image.sending().image())), ordinal);
        }
        put(image);
    }

    @Override
    public void put(Image image) {
        store.put(key(IMAGE, image.ordinal()), ImageForm.write(image));
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
        store.put(key(HOLDER), NumberForm.write(ordinal));
        store.put(key(LAST_HOLDER), NumberForm.write(ordinal));
    }

    @Override
    public void release() {
        holder = OptionalLong.empty();
        store.put(key(HOLDER), null);
    }

    @Override
    public void enqueue(Sending sending) {
        store.put(queued(sending), NumberForm.write(sending.ordinal()));
        queueIsEmpty = false;
    }

    @Override
    public void dequeue(Sending sending) {
        store.put(queued(sending), null);
    }

    @Override
    public OptionalLong next() {
        OptionalLong next = queueIsEmpty ? OptionalLong.empty() : first(QUEUED);
        queueIsEmpty = next.isEmpty();
        return next;
    }

    @Override
    public OptionalLong recalling() {
        return recalling;
    }

    @Override
    public void recalling(OptionalLong ordinal) {
        recalling = ordinal;
        store.put(key(RECALLING), ordinal.isEmpty() ? null : NumberForm.write(ordinal.getAsLong()));
    }

    @Override
    public long recalledTo() {
        return recalledTo;
    }

    @Override
    public void recalledTo(long next) {
        recalledTo = next;
        store.put(key(RECALLED_TO), NumberForm.write(next));
    }

    @Override
    public boolean hasLearned() {
        return learned;
    }

    @Override
    public void learned() {
        learned = true;
        store.put(key(LEARNED), NumberForm.write(1));
    }

    @Override
    public void toPurge(long ordinal) {
        store.put(key(PURGE, ordinal), NumberForm.write(ordinal));
        purgeIsEmpty = false;
    }

    @Override
    public void purged(long ordinal) {
        store.put(key(PURGE, ordinal), null);
    }

    @Override
    public OptionalLong nextToPurge() {
        OptionalLong next = purgeIsEmpty ? OptionalLong.empty() : first(PURGE);
        purgeIsEmpty = next.isEmpty();
        return next;
    }

    private OptionalLong first(byte kind) {
        try (var rows = store.range(key(kind), key((byte) (kind + 1)))) {
            return rows.hasNext() ? OptionalLong.of(NumberForm.read(StoreNames.IMAGES, rows.next().value))
                    : OptionalLong.empty();
        }
    }

    private OptionalLong number(Bytes key) {
        byte[] row = store.get(key);
        return row == null ? OptionalLong.empty() : OptionalLong.of(NumberForm.read(StoreNames.IMAGES, row));
    }

    private static Bytes queued(Sending sending) {
        // Complement and sign: unsigned bytes that grow as the priority falls.
        int falling = ~sending.priority() ^ Integer.MIN_VALUE;
        return Bytes.wrap(ByteBuffer.allocate(1 + Integer.BYTES + Long.BYTES).put(QUEUED).putInt(falling)
                .putLong(sending.ordinal()).array());
    }

    private static Bytes key(byte kind) {
        return Bytes.wrap(new byte[] {kind});
    }

    private static Bytes key(byte kind, long ordinal) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(ordinal).array());
    }

    private static Bytes key(byte kind, byte[] text) {
        return Bytes.wrap(ByteBuffer.allocate(1 + text.length).put(kind).put(text).array());
    }
}
