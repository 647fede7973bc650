package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private static final int BYTES_MAX = 4 << 10;

    @Test
    void sumsTheProductsOfThePaper() {
        var random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            byte[] key = new byte[BYTES_MAX + 32];
            byte[] message = new byte[random.nextInt(BYTES_MAX + 1)];
            // All bits set now and then: where sums overflow.
            fill(random, key);
            fill(random, message);

            KeyedHash.Tag tag = KeyedHash.of(key).hash(message, 0, message.length);

            assertThat(List.of(tag.low(), tag.high())).isEqualTo(sums(message, key, 0));
            assertThat(List.of(tag.shiftedLow(), tag.shiftedHigh())).isEqualTo(sums(message, key, 2));
            assertThat(tag.bytes()).isEqualTo(message.length);
        }
    }

    @Test
    void tellsApartWhatDiffersInABitOrInTrailingZeros() {
        var random = new Random(2);
        KeyedHash hash = KeyedHash.random(BYTES_MAX);
        for (int trial = 0; trial < 2000; trial++) {
            int length = 1 + random.nextInt(BYTES_MAX);
            byte[] message = new byte[BYTES_MAX];
            random.nextBytes(message);
            byte[] changed = message.clone();
            changed[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            byte[] shortened = Arrays.copyOf(message, length);
            shortened[length - 1] = 0;

            assertThat(hash.hash(changed, 0, length)).isNotEqualTo(hash.hash(message, 0, length));
            assertThat(hash.hash(shortened, 0, length - 1)).isNotEqualTo(hash.hash(shortened, 0, length));
        }
    }

    @Test
    void dependsOnTheBytesAndNotOnWhereTheyLie() {
        byte[] bytes = new byte[1000];
        new Random(3).nextBytes(bytes);
        byte[] moved = new byte[1100];
        System.arraycopy(bytes, 0, moved, 37, bytes.length);
        KeyedHash hash = KeyedHash.random(BYTES_MAX);

        assertThat(hash.hash(moved, 37, bytes.length)).isEqualTo(hash.hash(bytes, 0, bytes.length))
                .hasSameHashCodeAs(hash.hash(bytes, 0, bytes.length));
        assertThat(KeyedHash.random(BYTES_MAX).hash(bytes, 0, bytes.length)).isNotEqualTo(hash.hash(bytes, 0, bytes.length));
    }

    @Test
    void refusesMoreThanItsKeyIsFor() {
        assertThatThrownBy(() -> KeyedHash.random(1024).hash(new byte[2048], 0, 2048))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static void fill(Random random, byte[] bytes) {
        if (random.nextInt(4) == 0) {
            Arrays.fill(bytes, (byte) -1);
        } else {
            random.nextBytes(bytes);
        }
    }

    /** Of the lower and of the upper words of the products. */
    private static List<Long> sums(byte[] message, byte[] key, int shift) {
        ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(message, (message.length + 15) / 16 * 16)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer keys = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).position(shift * Long.BYTES);
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ZERO;
        while (padded.hasRemaining()) {
            long even = padded.getLong() + keys.getLong();
            long odd = padded.getLong() + keys.getLong();
            BigInteger product = BigInteger.valueOf(even).multiply(BigInteger.valueOf(odd));
            low = low.add(BigInteger.valueOf(product.longValue()));
            high = high.add(product.shiftRight(Long.SIZE));
        }
        return List.of(low.longValue(), high.longValue());
    }
}
