package io.entrepot.monitor.core;

import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalState;
import java.util.OptionalLong;

/** What the journal says of a generation: its last entry, and how fast it came to that. */
final class Sent {

    private String agent = "";
    private JournalState state = JournalState.OPEN;
    private long sizeBytes;
    private long cursor;
    private long zeroBytes;
    private long newBytes;
    private long knownBytes;
    private long records;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs;
    private Pace pace = new Pace();
    private SendTimes times;

    /** Returns by how many bytes the image went on. */
    long take(long atMs, String by, JournalEntry entry) {
        long before = cursor;
        agent = by;
        state = entry.getState();
        sizeBytes = entry.getFingerprint().getSize();
        cursor = Math.max(cursor, entry.getCursor());
        times = times == null ? new SendTimes(sizeBytes) : times;
        times.sent(before, cursor, atMs);
        zeroBytes = entry.getZeroBytes();
        newBytes = entry.getNewBytes();
        knownBytes = entry.getKnownBytes();
        // An entry that comes again brings nothing more.
        records += cursor > before ? entry.getPublished().size() : 0;
        firstMs = Math.min(firstMs, atMs);
        lastMs = Math.max(lastMs, atMs);
        if (state != JournalState.OPEN) {
            pace = null;
        } else if (pace != null) {
            pace.add(atMs, cursor - before);
        }
        return cursor - before;
    }

    String agent() {
        return agent;
    }

    JournalState state() {
        return state;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Bytes of the image that have been published, from its start. */
    long cursor() {
        return cursor;
    }

    long zeroBytes() {
        return zeroBytes;
    }

    long newBytes() {
        return newBytes;
    }

    long knownBytes() {
        return knownBytes;
    }

    /** When what stands at this offset was sent, milliseconds since the epoch, or up to a {@value SendTimes#PIECES}th of the sending earlier. */
    OptionalLong sentMs(long offset) {
        return times == null || offset >= cursor ? OptionalLong.empty() : times.of(offset);
    }

    /** NewBlocks records that were published, as far as the journal was read. */
    long records() {
        return records;
    }

    /** Of the first entry that was read; the image's opening, unless reading began behind it. */
    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    double bytesPerSecond(long nowMs) {
        return pace == null ? 0 : pace.bytesPerSecond(nowMs);
    }
}
