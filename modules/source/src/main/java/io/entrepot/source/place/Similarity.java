package io.entrepot.source.place;

import io.entrepot.block.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses for each image the partition that knows most of a sample of it: by what was published there before, and by the samples of
 * images that this send has put there, which are still to be published. An image that none knows goes where it is told to otherwise.
 * Safe for use by several threads.
 */
public final class Similarity {

    /** An image of which less is known gains little, and does better where it is expected: a twentieth. */
    private static final int KNOWN_PART_MIN = 20;
    /** Digests that are remembered of this send's own images, some 30 MB; images beyond it are compared with the index alone. */
    static final int REMEMBERED_MAX = 1 << 18;

    private final Map<Integer, Set<Digest>> samples = new HashMap<>();
    private int remembered;

    /** Knows what was published on each partition. */
    @FunctionalInterface
    public interface Published {
        boolean has(int partition, Digest digest);
    }

    /** @param otherwise where an image goes that no partition knows */
    public synchronized int choose(List<Digest> sample, Published published, int partitions, int otherwise) {
        int best = otherwise;
        long bestKnown = Math.max(known(sample, published, otherwise), sample.size() / KNOWN_PART_MIN);
        for (int partition = 0; partition < partitions; partition++) {
            long known = known(sample, published, partition);
            if (known > bestKnown) {
                best = partition;
                bestKnown = known;
            }
        }
        remember(best, sample);
        return best;
    }

    private long known(List<Digest> sample, Published published, int partition) {
        Set<Digest> here = samples.getOrDefault(partition, Set.of());
        return sample.stream().filter(digest -> here.contains(digest) || published.has(partition, digest)).count();
    }

    private void remember(int partition, List<Digest> sample) {
        if (remembered + sample.size() <= REMEMBERED_MAX) {
            Set<Digest> here = samples.computeIfAbsent(partition, none -> new HashSet<>());
            int before = here.size();
            here.addAll(sample);
            remembered += here.size() - before;
        }
    }
}
