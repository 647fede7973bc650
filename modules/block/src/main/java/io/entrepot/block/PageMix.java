package io.entrepot.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Mixes one page into 64 bits that are as good as random for content that is not made to deceive it (a deceiver gains
 * blocks of the maximal or the minimal length, nothing else).
 *
 * <p>Eight lanes, each taking every eighth little-endian word by {@code lane ← rotate((lane ^ word) · prime)}, so that
 * eight multiplications are under way at a time; then the lanes are folded and finished as in SplitMix64 (Steele et
 * al., OOPSLA 2014). The rotation brings the well-mixed upper bits down to where the next multiplication spreads them
 * again.
 */
final class PageMix {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B185EBCA87L;
    private static final int LANES_BYTES = 8 * Long.BYTES;

    private PageMix() {
    }

    /** The mix of the {@link Chunker#PAGE_BYTES} bytes of {@code data} from {@code from} on. */
    static long of(byte[] data, int from) {
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        long e = 5;
        long f = 6;
        long g = 7;
        long h = 8;
        int end = from + Chunker.PAGE_BYTES;
        for (int at = from; at < end; at += LANES_BYTES) {
            a = step(a, data, at);
            b = step(b, data, at + 8);
            c = step(c, data, at + 16);
            d = step(d, data, at + 24);
            e = step(e, data, at + 32);
            f = step(f, data, at + 40);
            g = step(g, data, at + 48);
            h = step(h, data, at + 56);
        }
        long folded = fold(fold(fold(a, b), fold(c, d)), fold(fold(e, f), fold(g, h)));
        return finish(folded);
    }

    private static long step(long lane, byte[] data, int at) {
        return Long.rotateLeft((lane ^ (long) WORDS.get(data, at)) * PRIME, 31);
    }

    private static long fold(long left, long right) {
        return (left ^ Long.rotateLeft(right, 23)) * PRIME;
    }

    /** The finisher of SplitMix64: every bit of the result depends on every bit of {@code mix}. */
    static long finish(long mix) {
        long first = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
        return second ^ (second >>> 31);
    }
}
