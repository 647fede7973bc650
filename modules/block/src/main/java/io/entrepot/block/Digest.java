package io.entrepot.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The name of a block: the SHA-256 of its bytes. Immutable; kept as four words because a hundred million of them may
 * pass through one process, and an array each would double what they take.
 */
public final class Digest implements Comparable<Digest> {

    /** Bytes of a digest. */
    public static final int BYTES = 32;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Digest(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /**
     * Reads the {@link #BYTES} bytes of {@code src} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when {@code src} does not hold that many
     */
    public static Digest of(byte[] src, int offset) {
        return new Digest((long) WORDS.get(src, offset), (long) WORDS.get(src, offset + 8), (long) WORDS.get(src, offset + 16),
                (long) WORDS.get(src, offset + 24));
    }

    /** Reads the four words of {@code src} from {@code at} on that {@link #writeTo(long[], int)} has written. */
    static Digest of(long[] src, int at) {
        return new Digest(src[at], src[at + 1], src[at + 2], src[at + 3]);
    }

    /** A fresh array with the digest's bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        writeTo(bytes, 0);
        return bytes;
    }

    /** Writes the digest's {@link #BYTES} bytes into {@code dst} from {@code offset} on. */
    public void writeTo(byte[] dst, int offset) {
        WORDS.set(dst, offset, first);
        WORDS.set(dst, offset + 8, second);
        WORDS.set(dst, offset + 16, third);
        WORDS.set(dst, offset + 24, fourth);
    }

    /** Writes the digest as four words into {@code dst} from {@code at} on. */
    void writeTo(long[] dst, int at) {
        dst[at] = first;
        dst[at + 1] = second;
        dst[at + 2] = third;
        dst[at + 3] = fourth;
    }

    /** Orders digests as their bytes do, unsigned and from the front. */
    @Override
    public int compareTo(Digest other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Digest other && first == other.first && second == other.second && third == other.third
                && fourth == other.fourth;
    }

    /** The bytes of a SHA-256 are as good as random: any word of it is a hash. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    /** The digest in 64 lower-case hexadecimal digits, as {@code sha256sum} prints it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
