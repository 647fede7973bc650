package io.entrepot.source.decide;

import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.image.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Small random images that have much in common: sequences of blocks out of few, and of zeros. */
final class FakeFleet {

    static final int PARTITIONS = 2;

    private final Random random;
    private final List<byte[]> blocks = new ArrayList<>();
    final List<Image> images = new ArrayList<>();

    /** A piece of an image; zeros have no bytes. */
    record Part(long length, byte[] bytes, Digest digest) {
    }

    record Image(ImageHead head, List<Part> parts) {
        long size() {
            return parts.stream().mapToLong(Part::length).sum();
        }
    }

    FakeFleet(Random random, int count) {
        this.random = random;
        for (int i = 0; i < 2 + random.nextInt(40); i++) {
            byte[] block = new byte[1 + random.nextInt(60)];
            random.nextBytes(block);
            blocks.add(block);
        }
        for (int i = 0; i < count; i++) {
            images.add(image("image-" + i));
        }
    }

    /** Runs of blocks are often repeated from an image before, so that there are runs to be coded. */
    private Image image(String name) {
        List<Part> parts = new ArrayList<>();
        int count = random.nextInt(30);
        while (parts.size() < count) {
            if (!images.isEmpty() && random.nextInt(3) == 0) {
                List<Part> other = images.get(random.nextInt(images.size())).parts();
                int from = random.nextInt(other.size() + 1);
                parts.addAll(other.subList(from, from + random.nextInt(other.size() - from + 1)));
            }
            parts.add(random.nextInt(4) == 0 ? zeros() : block(blocks.get(random.nextInt(blocks.size()))));
        }
        long size = parts.stream().mapToLong(Part::length).sum();
        var generation = new Generation(name, new UUID(random.nextLong(), random.nextLong()).toString());
        var head = new ImageHead(generation, random.nextInt(PARTITIONS), size, 0, 0644, 1, 1, new Fingerprint(size, 1,
                1, 1, 1));
        return new Image(head, parts);
    }

    private Part zeros() {
        return new Part(1 + random.nextInt(500), null, null);
    }

    private static Part block(byte[] bytes) {
        return new Part(bytes.length, bytes, new Digester().digest(bytes, 0, bytes.length));
    }
}
