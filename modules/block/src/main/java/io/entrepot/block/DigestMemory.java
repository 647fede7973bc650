package io.entrepot.block;

import java.util.function.Supplier;

/**
 * Remembers which digest bytes have, so that bytes that come again need no SHA-256: the agent meets most blocks in several
 * images, and the writer holds each in its hands as often. They are known again by a {@link KeyedHash}, which is as good as
 * a comparison, or better than the memory it would compare in. Thread-safe.
 */
final class DigestMemory {

    /** What this process remembers, in 19 MB: whoever has named the bytes, it was their SHA-256. */
    static final DigestMemory OF_PROCESS = new DigestMemory(256 << 10);

    /** Shorter ones are hashed as fast as they are looked up. */
    private static final int BYTES_MIN = 2 << 10;
    /** The longest block of any {@linkplain Chunkers chunker}; longer ones are not remembered. */
    private static final int BYTES_MAX = 256 << 10;

    private final KeyedHash hash = KeyedHash.random(BYTES_MAX);
    private final DigestTable digests;

    /** @param digestsMax most digests to remember; what fleets have in common is kept longest */
    DigestMemory(int digestsMax) {
        digests = new DigestTable(digestsMax);
    }

    /** The digest of the bytes, which is computed when it is not known. */
    Digest of(byte[] src, int offset, int length, Supplier<Digest> computed) {
        if (length < BYTES_MIN || length > BYTES_MAX) {
            return computed.get();
        }
        KeyedHash.Tag tag = hash.hash(src, offset, length);
        Digest known = digests.find(tag);
        if (known != null) {
            return known;
        }
        Digest digest = computed.get();
        digests.put(tag, digest);
        return digest;
    }
}
