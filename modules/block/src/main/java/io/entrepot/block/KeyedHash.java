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
 * signed words of 64 bits, twice with the key shifted by two words (their Toeplitz construction): the probability over the key that the
 * sums of the products of two different messages of one length differ by any given amounts is at most 2<sup>-126</sup>, whatever the
 * messages are. Here the lower and the upper words of the products are summed apart, and what is carried between them is left out: for
 * <i>n</i> products that is one of 2<i>n</i> - 1 differences in each of the two, so that two messages have the same {@link Tag} with a
 * probability below 4<i>n</i><sup>2</sup> 2<sup>-126</sup>: 2<sup>-104</sup> for 16 KiB, 2<sup>-96</sup> for 256 KiB. Immutable.
 */
final class KeyedHash {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PAIR_BYTES = 2 * Long.BYTES;

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

    /** Sums of products, lower and upper words apart: carrying after each would take a fifth longer. */
    private final class Sums {

        private long low;
        private long high;
        private long shiftedLow;
        private long shiftedHigh;

        /** Adds the products of {@code words} words, the first of which is the message's word number {@code first}. */
        void add(byte[] src, int offset, int words, int first) {
            long[] keys = key;
            long lowSum = 0;
            long highSum = 0;
            long shiftedLowSum = 0;
            long shiftedHighSum = 0;
            long evenKey = keys[first];
            long oddKey = keys[first + 1];
            for (int i = 0; i < words; i += 2) {
                long even = (long) WORDS.get(src, offset + Long.BYTES * i);
                long odd = (long) WORDS.get(src, offset + Long.BYTES * i + Long.BYTES);
                lowSum += (even + evenKey) * (odd + oddKey);
                highSum += Math.multiplyHigh(even + evenKey, odd + oddKey);
                evenKey = keys[first + i + 2];
                oddKey = keys[first + i + 3];
                shiftedLowSum += (even + evenKey) * (odd + oddKey);
                shiftedHighSum += Math.multiplyHigh(even + evenKey, odd + oddKey);
            }
            low += lowSum;
            high += highSum;
            shiftedLow += shiftedLowSum;
            shiftedHigh += shiftedHighSum;
        }

        Tag tag(int bytes) {
            return new Tag(bytes, low, high, shiftedLow, shiftedHigh);
        }
    }
}
