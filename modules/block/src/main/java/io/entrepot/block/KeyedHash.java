package io.entrepot.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A universal hash under a secret random key: an order of magnitude faster than SHA-256, and still nobody who does not
 * know the key can choose bytes that collide. It names nothing outside of the process that drew its key.
 *
 * <p>NH of Black, Halevi, Krawczyk, Krovetz and Rogaway, "UMAC: Fast and Secure Message Authentication" (CRYPTO '99), on
 * signed words of 64 bits, twice with the key shifted by two words (their Toeplitz construction): two different messages of
 * one length have the same {@link Tag} with a probability of at most 2<sup>-126</sup>, whatever they are. Immutable.
 */
final class KeyedHash {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PAIR_BYTES = 2 * Long.BYTES;
    private static final long LOW = 0xffff_ffffL;

    private final long[] key;

    private KeyedHash(long[] key) {
        this.key = key;
    }

    /**
     * The hash of a message.
     *
     * @param bytes the message's length
     */
    record Tag(int bytes, long low, long high, long shiftedLow, long shiftedHigh) {

        /** Each word is as good as random to whoever does not know the key. */
        @Override
        public int hashCode() {
            return Long.hashCode(low ^ shiftedHigh);
        }
    }

    /** Draws a key for messages of up to {@code bytesMax} bytes, which takes as much memory. */
    static KeyedHash random(int bytesMax) {
        byte[] random = new byte[bytesMax + 2 * PAIR_BYTES];
        new SecureRandom().nextBytes(random);
        return of(random);
    }

    /** The hash under a key; it is for messages at least two words shorter than that. */
    static KeyedHash of(byte[] key) {
        long[] words = new long[key.length / Long.BYTES];
        ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return new KeyedHash(words);
    }

    /**
     * Hashes {@code length} bytes of {@code src} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when {@code src} does not hold them, or the key is too short for them
     */
    Tag hash(byte[] src, int offset, int length) {
        int tail = length % PAIR_BYTES;
        Sums sums = new Sums();
        sums.add(src, offset, (length - tail) / Long.BYTES, 0);
        if (tail != 0) {
            // The length is part of the tag: a message that ends in such zeros is another one.
            byte[] padded = new byte[PAIR_BYTES];
            System.arraycopy(src, offset + length - tail, padded, 0, tail);
            sums.add(padded, 0, 2, (length - tail) / Long.BYTES);
        }
        return sums.tag(length);
    }

    /**
     * Sums of 128-bit products. The lower words of the products are summed in halves, which do not overflow in fewer than
     * 2<sup>32</sup> products: carrying after each would take longer than the multiplications.
     */
    private final class Sums {

        private long lower;
        private long upper;
        private long high;
        private long shiftedLower;
        private long shiftedUpper;
        private long shiftedHigh;

        /** Adds the products of {@code words} words, the first of which is the message's word number {@code first}. */
        void add(byte[] src, int offset, int words, int first) {
            long[] keys = key;
            long lowerSum = 0;
            long upperSum = 0;
            long highSum = 0;
            long shiftedLowerSum = 0;
            long shiftedUpperSum = 0;
            long shiftedHighSum = 0;
            long evenKey = keys[first];
            long oddKey = keys[first + 1];
            for (int i = 0; i < words; i += 2) {
                long even = (long) WORDS.get(src, offset + Long.BYTES * i);
                long odd = (long) WORDS.get(src, offset + Long.BYTES * i + Long.BYTES);
                long product = (even + evenKey) * (odd + oddKey);
                lowerSum += product & LOW;
                upperSum += product >>> Integer.SIZE;
                highSum += Math.multiplyHigh(even + evenKey, odd + oddKey);
                evenKey = keys[first + i + 2];
                oddKey = keys[first + i + 3];
                product = (even + evenKey) * (odd + oddKey);
                shiftedLowerSum += product & LOW;
                shiftedUpperSum += product >>> Integer.SIZE;
                shiftedHighSum += Math.multiplyHigh(even + evenKey, odd + oddKey);
            }
            lower += lowerSum;
            upper += upperSum;
            high += highSum;
            shiftedLower += shiftedLowerSum;
            shiftedUpper += shiftedUpperSum;
            shiftedHigh += shiftedHighSum;
        }

        Tag tag(int bytes) {
            return new Tag(bytes, low(lower, upper), high(lower, upper, high),
                    low(shiftedLower, shiftedUpper), high(shiftedLower, shiftedUpper, shiftedHigh));
        }

        private static long low(long lower, long upper) {
            return lower + (upper << Integer.SIZE);
        }

        private static long high(long lower, long upper, long high) {
            return high + (upper + (lower >>> Integer.SIZE) >>> Integer.SIZE);
        }
    }
}
