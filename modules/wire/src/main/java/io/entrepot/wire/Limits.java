package io.entrepot.wire;

/**
 * What one record may declare or hold. A record beyond a limit is refused before anything of the declared size is
 * allocated; writers hold to the same limits, so that a refused record is a damaged or hostile one.
 */
public final class Limits {

    /** Bytes of one block: several times what any chunker cuts at today, and what a reader holds for one block. */
    public static final int BLOCK_BYTES_MAX = 1 << 20;

    /** Uncompressed bytes of one NewBlocks. Runs are about 1 MiB; whoever decompresses one holds this much at most. */
    public static final int RUN_BYTES_MAX = 4 << 20;

    /** Blocks of one NewBlocks: a run of the largest size in blocks of 256 bytes. */
    public static final int RUN_BLOCKS_MAX = 16_384;

    /** Blocks that one KnownBlocks or PlacedBlocks refers to, over all its extents: 1 MiB of digests. */
    public static final int KNOWN_BLOCKS_MAX = 32_768;

    /** Extents of one KnownBlocks. */
    public static final int EXTENTS_MAX = 16_384;

    /** Extents of one PlacedBlocks: placing splits runs, at most into one for each block. */
    public static final int PLACED_EXTENTS_MAX = EXTENTS_MAX + KNOWN_BLOCKS_MAX;

    /** Carriers that one KnownBlocks or PlacedBlocks names; with names of the greatest length they are 1.1 MB. */
    public static final int CARRIERS_MAX = 1_024;

    /** NewBlocks records that one journal entry quotes: a transaction of 64 MiB in records of 16 KiB. */
    public static final int PUBLISHED_RUNS_MAX = 4_096;

    /** Blocks that one journal entry quotes, over all its runs: a transaction of 256 MiB in blocks of 4 KiB. */
    public static final int PUBLISHED_BLOCKS_MAX = 65_536;

    /**
     * Bytes of one value in its wire form: an incompressible run of the greatest size is 4 MiB of payload and at most
     * 16,384 × 35 bytes of lengths and digests; a PlacedBlocks of one-block runs is 32,768 × 60 bytes, its zero runs
     * 16,384 × 11, its carriers 1.1 MB; a journal entry 65,536 × 35 bytes and its runs 4,096 × 25.
     */
    public static final int VALUE_BYTES_MAX = 5 << 20;

    /** Bytes of one key in its wire form: a name of the greatest length, a generation, an offset. */
    public static final int KEY_BYTES_MAX = 2_048;

    /** Bytes that a Kafka batch of one record adds to key and value: headers and framing. */
    static final int FRAMING_BYTES_MAX = 1_024;

    /** Bytes of one record as Kafka counts it: what every size in the chain from producer to topic must let through. */
    public static final int RECORD_BYTES_MAX = VALUE_BYTES_MAX + KEY_BYTES_MAX + FRAMING_BYTES_MAX;

    /** Bytes of an image: 64 PiB. Offsets and lengths below it never overflow a long when a few are added. */
    public static final long IMAGE_BYTES_MAX = 1L << 56;

    /** Bytes in UTF-8 of an image's name; half of Linux's PATH_MAX's 4,096 is left to where it is put, and more. */
    public static final int NAME_BYTES_MAX = 1_024;

    /** Bytes in UTF-8 of one segment of an image's name, room left for what a partial file's name adds. */
    public static final int SEGMENT_BYTES_MAX = 255;

    /** Bytes in UTF-8 of an agent's name, which becomes part of a transactional id. */
    public static final int AGENT_BYTES_MAX = 255;

    /** Bytes in UTF-8 of a reason or cause; writers cut theirs to it. */
    public static final int REASON_BYTES_MAX = 4_096;

    /** Characters of a fleet's or destination's name: two of them and a changelog's suffix fit Kafka's 249. */
    public static final int TOPIC_PART_CHARS_MAX = 64;

    /** Bytes in UTF-8 of what an order is about: a glob, not longer than a name, or an agent. */
    public static final int PATTERN_BYTES_MAX = NAME_BYTES_MAX;

    /** Bytes in UTF-8 of who gave an order. */
    public static final int BY_BYTES_MAX = 255;

    /** Bytes of one digest or chain. */
    public static final int DIGEST_BYTES = 32;

    /** The id of the codec that stores payloads as they are; other ids are for those who decompress to know. */
    static final int CODEC_STORED = 0;

    /** POSIX permission bits: 07777. */
    static final int MODE_MAX = 4_095;

    /** Characters of a UUID in its canonical form. */
    static final int UUID_CHARS = 36;

    /** Characters of a topic's id; Kafka's have 22. */
    static final int TOPIC_ID_CHARS_MAX = 64;

    private Limits() {
    }
}
