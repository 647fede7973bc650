package io.entrepot.block;

/**
 * The known codecs by persisted id, for readers. Writers that choose a level own a {@link ZstdCodec} or a {@link
 * Compressor}.
 */
public final class Codecs {

    /** Bytes as they are. */
    public static final int STORED = 0;
    /** One Zstandard frame. */
    public static final int ZSTD = 1;

    private static final Codec STORED_CODEC = new StoredCodec();

    private Codecs() {
    }

    /** Lives as long as the process, like what it serves; made when it is first asked for. */
    private static final class Shared {
        private static final Codec ZSTD_CODEC = new ZstdCodec(ZstdCodec.LEVEL_DEFAULT);
    }

    /**
     * The codec with this id, shared by all threads; nobody closes it.
     *
     * @throws CodecException when there is none: the id comes from a record, which is not trusted
     */
    public static Codec byId(int id) throws CodecException {
        return switch (id) {
            case STORED -> STORED_CODEC;
            case ZSTD -> Shared.ZSTD_CODEC;
            default -> throw new CodecException("no codec has the id " + id + "; known are 0 (stored) and 1 (zstd)");
        };
    }

    static Codec stored() {
        return STORED_CODEC;
    }
}
