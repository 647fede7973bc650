package io.entrepot.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {

    private final Digester digester = new Digester();

    @Test
    void isSha256() {
        byte[] bytes = "-abc-".getBytes(UTF_8);
        assertThat(digester.digest(bytes, 1, 3))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(digester.digest(bytes, 0, 0))
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void keepsItsBytes() {
        byte[] bytes = new byte[Digest.BYTES + 3];
        new Random(1).nextBytes(bytes);
        Digest digest = Digest.of(bytes, 3);

        assertThat(digest.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 3, bytes.length));
        assertThat(digest).isEqualTo(Digest.of(digest.bytes(), 0)).hasSameHashCodeAs(Digest.of(digest.bytes(), 0));
    }

    @Test
    void isOrderedAsItsBytesAre() {
        var random = new Random(2);
        for (int trial = 0; trial < 1000; trial++) {
            byte[] left = new byte[Digest.BYTES];
            random.nextBytes(left);
            byte[] right = left.clone();
            right[random.nextInt(right.length)] ^= (byte) random.nextInt(256);

            int order = Digest.of(left, 0).compareTo(Digest.of(right, 0));

            assertThat(Integer.signum(order)).isEqualTo(Integer.signum(Arrays.compareUnsigned(left, right)));
            assertThat(order == 0).isEqualTo(Digest.of(left, 0).equals(Digest.of(right, 0)));
        }
    }
}
