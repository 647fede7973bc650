package io.entrepot.block;

/**
 * How hard zstd is to try, each from {@link ZstdCodec#LEVEL_MIN} to {@link ZstdCodec#LEVEL_MAX}.
 *
 * @param behind while the link waits for the cores
 * @param ahead  while packed bytes wait for the link
 */
public record ZstdLevels(int behind, int ahead) {

    /**
     * Follows the link, as {@code zstd --adapt} does: whatever is short is spared. Eight Debian images, all that is sent: 633 MB at the first
     * of these, 622 MB at the second, which takes two fifths more CPU to compress (a twentieth of a whole copy's). Level 6 would save 2.5 %
     * more and takes two and a half times as much of machines that have their own work to do.
     */
    public static final ZstdLevels AUTO = new ZstdLevels(ZstdCodec.LEVEL_MIN, ZstdCodec.LEVEL_DEFAULT);

    /** @throws IllegalArgumentException when there is no such level */
    public ZstdLevels {
        ZstdCodec.check(behind);
        ZstdCodec.check(ahead);
    }

    /** The same whatever waits. */
    public static ZstdLevels fixed(int level) {
        return new ZstdLevels(level, level);
    }
}
