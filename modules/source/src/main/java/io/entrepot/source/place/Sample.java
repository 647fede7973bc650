package io.entrepot.source.place;

import io.entrepot.block.Chunker;
import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.image.BlockScanner;
import io.entrepot.image.Cut;
import io.entrepot.image.SourceImage;
import io.entrepot.image.ZeroPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Some blocks of an image, from all over it. */
public final class Sample {

    /** Places that are looked at, evenly spread: a fraction of a second from a disk, whatever the image's size. */
    private static final int SPOTS = 64;
    /** Blocks that are taken at each. */
    private static final int BLOCKS_PER_SPOT = 8;
    /** Enough for these blocks and the one in front. */
    private static final int WINDOW_BYTES = 256 << 10;
    /** A spot can lie in a hole: so often what follows is tried instead. */
    private static final int TRIES = 3;

    private Sample() {
    }

    /** At most 512 digests; fewer of a small image, or one that is mostly zeros. */
    public static List<Digest> of(SourceImage image, Chunker chunker) throws IOException {
        var digester = new Digester();
        byte[] window = new byte[Math.max(WINDOW_BYTES, 2 * BlockScanner.windowBytesMin(chunker))];
        List<Digest> digests = new ArrayList<>();
        long behind = 0;
        image.readInSpots(true);
        for (int spot = 0; spot < SPOTS; spot++) {
            long offset = image.sizeBytes() / SPOTS * spot / ZeroPages.PAGE_BYTES * ZeroPages.PAGE_BYTES;
            var scanner = new BlockScanner(image, chunker, Math.max(offset, behind));
            for (int i = 0; i < TRIES && !scanner.atEnd(); i++) {
                if (take(scanner.next(window), window, digester, digests)) {
                    break;
                }
            }
            behind = scanner.cursor();
            scanner.end();
        }
        image.readInSpots(false);
        return digests;
    }

    /** Without the first, whose beginning was cut by the spot and not by what stands there. */
    private static boolean take(List<Cut> cuts, byte[] window, Digester digester, List<Digest> digests) {
        int blocks = 0;
        for (Cut cut : cuts) {
            if (cut instanceof Cut.Block block) {
                if (blocks > 0) {
                    digests.add(digester.digest(window, block.from(), block.blockBytes()));
                }
                if (blocks++ == BLOCKS_PER_SPOT) {
                    return true;
                }
            }
        }
        return blocks > 1;
    }
}
