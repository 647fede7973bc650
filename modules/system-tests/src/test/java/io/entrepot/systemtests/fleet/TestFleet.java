package io.entrepot.systemtests.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small fleet of related images on disk: a golden image, clones that were changed in places, one in which everything lies some pages
 * further on, one that repeats itself behind a large hole, one that is a stranger to the others, and the odd ones: empty, only zeros,
 * zeros that are written, smaller than a page.
 *
 * @param root  directory the images lie under
 * @param names their paths below it, in the order in which they are sent; the first is {@link #GOLDEN}
 */
public record TestFleet(Path root, List<String> names) {

    public static final String GOLDEN = "golden.img";
    public static final String CLONE = "web servers/clone 1.img";
    public static final String SHIFTED = "web servers/база данных ß.raw";
    public static final String REPEATED = "repeated.img";
    public static final String STRANGER = "stranger.img";
    public static final String EMPTY = "empty.img";
    public static final String ZEROS = "zeros.img";
    public static final String WRITTEN_ZEROS = "odd/written zeros.img";
    public static final String TINY = "odd/tiny.img";

    private static final int PAGES_PER_MIB = (1 << 20) / Pages.BYTES;

    /** What a fleet is made from when nothing else is said. */
    public static final long SEED = 20250519;

    /** Five large images of about {@code imageMiB} each, one stranger among them, and the odd ones. */
    public static TestFleet make(Path root, int imageMiB) {
        return make(root, imageMiB, 0, SEED);
    }

    /**
     * @param moreClones further clones of the golden image, {@code clone-2.img} and so on
     * @param seed       the same seed and sizes give the same bytes
     */
    public static TestFleet make(Path root, int imageMiB, int moreClones, long seed) {
        Map<String, ImageLayout> layouts = layouts(imageMiB * PAGES_PER_MIB, moreClones, new SplittableRandom(seed));
        layouts.forEach((name, layout) -> layout.write(root.resolve(name)));
        return new TestFleet(root, List.copyOf(layouts.keySet()));
    }

    public Path path(String name) {
        return root.resolve(name);
    }

    /** The fleet's images of these names only, in this order. */
    public TestFleet only(String... some) {
        return new TestFleet(root, List.of(some));
    }

    /** Bytes of all images, holes included. */
    public long logicalBytes() {
        return names.stream().mapToLong(name -> size(path(name))).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, ImageLayout> layouts(int pages, int moreClones, SplittableRandom random) {
        int clusters = Math.max(4, pages / 300);
        Map<String, ImageLayout> layouts = new LinkedHashMap<>();
        ImageLayout golden = ImageLayout.fileSystem(pages, random);
        layouts.put(GOLDEN, golden);
        layouts.put(CLONE, golden.changed(clusters, random));
        layouts.put(SHIFTED, golden.shifted(pages / 50, 5, random).changed(clusters, random).withTail(777, random));
        layouts.put(REPEATED, golden.changed(clusters, random).repeated(pages / 4, pages / 2, pages / 2));
        layouts.put(STRANGER, ImageLayout.fileSystem(pages, random).withTail(1, random));
        for (int i = 0; i < moreClones; i++) {
            layouts.put("clone-" + (i + 2) + ".img", golden.changed(clusters, random));
        }
        layouts.put(EMPTY, ImageLayout.hole(0));
        layouts.put(ZEROS, ImageLayout.hole(Math.max(1, pages / 3)));
        layouts.put(WRITTEN_ZEROS, ImageLayout.writtenZeros(100, 123));
        layouts.put(TINY, ImageLayout.hole(0).withTail(11, random));
        return layouts;
    }
}
