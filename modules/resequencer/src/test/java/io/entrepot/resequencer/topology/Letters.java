package io.entrepot.resequencer.topology;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Records of images made of one-letter blocks: each letter is a block of {@link #BLOCK} bytes. */
public final class Letters {

    public static final int BLOCK = 4_096;
    private static final int DIGEST = 32;

    private Letters() {
    }

    public static String generation(int number) {
        return new UUID(7, number).toString();
    }

    public static RecordKey key(String image, int generation, int block) {
        return new RecordKey(image, generation(generation), (long) block * BLOCK);
    }

    public static ImageOpened opened(int blocks, int priority) {
        return new ImageOpened((long) blocks * BLOCK, "agent", 1, priority, 0644, 0L, Instant.EPOCH);
    }

    /** New blocks, one for each letter. */
    public static NewBlocks fresh(String letters) {
        ByteBuffer payload = ByteBuffer.allocate(letters.length() * BLOCK);
        letters.chars().forEach(letter -> {
            for (int i = 0; i < BLOCK; i++) {
                payload.put((byte) letter);
            }
        });
        return new NewBlocks((long) letters.length() * BLOCK, 0, null, lengths(letters), digests(letters),
                payload.flip());
    }

    /** The same letters as a carrier's image has from a block on. */
    public static KnownBlocks known(String letters, String image, int generation, int fromBlock) {
        KnownRun run = new KnownRun(0, (long) fromBlock * BLOCK, lengths(letters), digests(letters));
        return new KnownBlocks((long) letters.length() * BLOCK,
                List.of(new Carrier(image, generation(generation))), List.of(run));
    }

    public static ImageSealed sealed(int blocks) {
        long size = (long) blocks * BLOCK;
        return new ImageSealed(size, ByteBuffer.allocate(DIGEST), 0L, size, 0L);
    }

    public static ByteBuffer digests(String letters) {
        ByteBuffer digests = ByteBuffer.allocate(letters.length() * DIGEST);
        letters.chars().forEach(letter -> {
            for (int i = 0; i < DIGEST; i++) {
                digests.put((byte) letter);
            }
        });
        return digests.flip();
    }

    private static List<Integer> lengths(String letters) {
        return letters.chars().mapToObj(letter -> BLOCK).toList();
    }
}
