package io.entrepot.block;

/**
 * The latest digests by their bytes' tags, in two arrays: nothing of it is an object that a collector would have to follow, and an entry
 * takes 72 bytes. A set-associative cache as processors have them. Of a full set the entry makes room whose next use is expected last: static
 * re-reference interval prediction with priority for hits, of three bits (Jaleel, Theobald, Steely and Emer, "High Performance Cache
 * Replacement Using Re-Reference Interval Prediction", ISCA 2010). What has come again stays so when as much as fills the table floods by and
 * comes once. Thread-safe.
 */
final class DigestTable {

    /** Entries of a set: their marks are two cache lines, and sets differ little in how much of them is worth keeping. */
    private static final int WAYS = 16;

    /** Of the words of an entry beside its mark: the tag's other three, the digest's four, and the state. */
    private static final int ENTRY_WORDS = 8;
    private static final int DIGEST_AT = 3;
    private static final int STATE_AT = 7;

    /** How far away the next use is expected to be: the low bits of the state, below the number of bytes. A state of 0 is of a free entry. */
    private static final long DISTANCE = 7;
    private static final int DISTANCE_BITS = 3;
    /** Of what has just come for the first time: not quite as far as of what has to go. */
    private static final long DISTANCE_NEW = DISTANCE - 1;

    private static final int LOCKS = 64;

    /** The first word of each entry's tag. */
    private final long[] marks;
    private final long[] words;
    private final int setMask;
    private final Object[] locks = new Object[LOCKS];

    /** @param entriesMax most digests to hold, rounded up to a power of two, and to {@value #WAYS} at least */
    DigestTable(int entriesMax) {
        int entries = Math.max(WAYS, Integer.highestOneBit(2 * entriesMax - 1));
        marks = new long[entries];
        words = new long[Math.multiplyExact(entries, ENTRY_WORDS)];
        setMask = entries / WAYS - 1;
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /** The digest of the bytes with this tag; null when it is not known. */
    Digest find(KeyedHash.Tag tag) {
        int set = tag.hashCode() & setMask;
        synchronized (locks[set % LOCKS]) {
            int entry = entry(set, tag);
            if (entry < 0) {
                return null;
            }
            words[ENTRY_WORDS * entry + STATE_AT] &= ~DISTANCE;
            return Digest.of(words, ENTRY_WORDS * entry + DIGEST_AT);
        }
    }

    /** Remembers it, for a while at least. */
    void put(KeyedHash.Tag tag, Digest digest) {
        int set = tag.hashCode() & setMask;
        synchronized (locks[set % LOCKS]) {
            // Another thread may have had the same bytes in hand.
            if (entry(set, tag) < 0) {
                int entry = toReplace(set);
                int at = ENTRY_WORDS * entry;
                marks[entry] = tag.low();
                words[at] = tag.high();
                words[at + 1] = tag.shiftedLow();
                words[at + 2] = tag.shiftedHigh();
                digest.writeTo(words, at + DIGEST_AT);
                words[at + STATE_AT] = (long) tag.bytes() << DISTANCE_BITS | DISTANCE_NEW;
            }
        }
    }

    /** The number of the tag's entry; negative when there is none. */
    private int entry(int set, KeyedHash.Tag tag) {
        for (int entry = WAYS * set; entry < WAYS * (set + 1); entry++) {
            if (marks[entry] == tag.low() && is(ENTRY_WORDS * entry, tag)) {
                return entry;
            }
        }
        return -1;
    }

    private boolean is(int at, KeyedHash.Tag tag) {
        return words[at] == tag.high() && words[at + 1] == tag.shiftedLow() && words[at + 2] == tag.shiftedHigh()
                && words[at + STATE_AT] >>> DISTANCE_BITS == tag.bytes();
    }

    /** An entry that is free, or else the first of those expected last; the others come as much nearer to that as it was away from it. */
    private int toReplace(int set) {
        int last = -1;
        long farthest = -1;
        for (int entry = WAYS * set; entry < WAYS * (set + 1); entry++) {
            long state = words[ENTRY_WORDS * entry + STATE_AT];
            if (state == 0) {
                return entry;
            }
            if ((state & DISTANCE) > farthest) {
                farthest = state & DISTANCE;
                last = entry;
            }
        }
        for (int entry = WAYS * set; entry < WAYS * (set + 1); entry++) {
            words[ENTRY_WORDS * entry + STATE_AT] += DISTANCE - farthest;
        }
        return last;
    }
}
