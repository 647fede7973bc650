package io.entrepot.source.decide;

import io.entrepot.block.Chain;
import io.entrepot.block.Digest;

/**
 * A generation on its way: how far it has been decided on, and what of that has not gone out yet, which is at most one
 * run of new blocks or one record of known ones. Driven by the {@link Decider}.
 *
 * <pre>
 *   fresh ──open──▶ open ──seal──▶ ended      resumed generations are open from the start
 *                     └────abort────▶
 * </pre>
 */
public final class Sending {

    /** The ordinal of a generation whose ImageOpened has not been acknowledged. */
    public static final long NO_ORDINAL = -1;

    private enum Life { FRESH, OPEN, ENDED }

    private final ImageHead head;
    private final Chain chain;
    private Life life;
    private long zeroBytes;
    private long newBytes;
    private long knownBytes;
    private NewRun run;
    private KnownDraft known;
    private boolean touched;
    private KnownDraft knownAtLastEnd;
    private volatile long ordinal;

    private Sending(ImageHead head, Point from, long ordinal) {
        this.head = head;
        chain = Chain.resume(from.chain());
        zeroBytes = from.zeroBytes();
        newBytes = from.newBytes();
        knownBytes = from.knownBytes();
        life = ordinal == NO_ORDINAL ? Life.FRESH : Life.OPEN;
        this.ordinal = ordinal;
    }

    /** A generation of which nothing has been sent. */
    public static Sending fresh(ImageHead head) {
        return new Sending(head, Point.START, NO_ORDINAL);
    }

    /** A generation that had got to {@code from}. */
    public static Sending resumed(ImageHead head, Point from, long ordinal) {
        return new Sending(head, from, ordinal);
    }

    public ImageHead head() {
        return head;
    }

    /** Interim offset of its ImageOpened, or {@link #NO_ORDINAL}. */
    public long ordinal() {
        return ordinal;
    }

    /** Kafka has acknowledged the ImageOpened; may be called from any thread. */
    public void acknowledged(long openedAtOffset) {
        ordinal = openedAtOffset;
    }

    /** Bytes of the image that have been decided on, from its start. */
    public long cursor() {
        return zeroBytes + newBytes + knownBytes;
    }

    /** Of these, published as new blocks. */
    public long newBytes() {
        return newBytes;
    }

    /** Of these, referred to. */
    public long knownBytes() {
        return knownBytes;
    }

    /** Of these, zero. */
    public long zeroBytes() {
        return zeroBytes;
    }

    /** What has been decided on so far. */
    public Point point() {
        return new Point(cursor(), chain.state(), zeroBytes, newBytes, knownBytes);
    }

    byte[] seal() {
        return chain.seal(head.sizeBytes());
    }

    boolean isFresh() {
        return life == Life.FRESH;
    }

    void opened() {
        life = Life.OPEN;
    }

    void ended() {
        life = Life.ENDED;
    }

    void requireOpen(long length) {
        if (life != Life.OPEN) {
            throw new IllegalStateException(head.generation() + " is " + life + ", not open");
        }
        if (length > head.sizeBytes() - cursor()) {
            throw new IllegalStateException(length + " bytes at " + cursor() + " go beyond the " + head.sizeBytes()
                    + " bytes of " + head.generation());
        }
    }

    NewRun run() {
        return run;
    }

    KnownDraft known() {
        return known;
    }

    void begin(NewRun begun) {
        run = begun;
    }

    void begin(KnownDraft begun) {
        known = begun;
    }

    void clearPending() {
        run = null;
        known = null;
    }

    void newBlock(byte[] data, int from, int length, Digest digest) {
        run.append(data, from, length, digest);
        chain.add(cursor(), length, digest);
        newBytes += length;
        touched = true;
    }

    void knownBlock(Place place, int length, Digest digest) {
        known.block(place, length, digest);
        chain.add(cursor(), length, digest);
        knownBytes += length;
        touched = true;
    }

    void zeros(long length) {
        known.zeros(length);
        zeroBytes += length;
        touched = true;
    }

    /**
     * At the end of a transaction, whether what is pending has been so for long enough: nothing was added to it since the last end, or it
     * is a record of known blocks, which zeros that are slow to read would keep open for as long as they last, while those who wait for
     * the image hear nothing. A run of new blocks is filled soon by whatever is added.
     */
    boolean overdue() {
        boolean overdue = !touched || known != null && known == knownAtLastEnd;
        touched = false;
        knownAtLastEnd = known;
        return overdue;
    }
}
