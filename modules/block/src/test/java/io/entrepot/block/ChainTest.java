package io.entrepot.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainTest {

    @Test
    void isWhatItAlwaysWas() {
        Chain chain = Chain.start();
        chain.add(0, 4096, digest("first"));
        chain.add(8192, 5, digest("second"));
        chain.add((1L << 40) + 4096, 1 << 20, digest("third"));

        assertThat(hex(chain.state())).isEqualTo("11c292fdea2dfa7a9cb0052cce137f19ef7128dd933dcc05a79bb0bfa569631b");
        assertThat(hex(chain.seal(1L << 41)))
                .isEqualTo("eb5ac470aa9e86acea612eac85ae36f3ece9d2f86b2028f985c363085f512008");
        assertThat(hex(Chain.start().seal(0)))
                .isEqualTo("2c34ce1df23b838c5abf2a7f6437cca3d3067ed509ff25f11df6b11b582b51eb");
    }

    @Test
    void goesOnFromItsState() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            Chain unbroken = Chain.start();
            Chain broken = Chain.start();
            for (int block = 0; block < 20; block++) {
                long offset = random.nextLong() >>> 1;
                int length = random.nextInt(1 << 20);
                Digest digest = digest("block " + random.nextInt());
                unbroken.add(offset, length, digest);
                if (random.nextInt(3) == 0) {
                    broken.seal(offset);
                    broken = Chain.resume(broken.state());
                }
                broken.add(offset, length, digest);
            }
            assertThat(broken.seal(7)).as("seed %d", seed).isEqualTo(unbroken.seal(7));
        }
    }

    @Test
    void dependsOnOffsetLengthDigestSizeAndOrder() {
        byte[] one = sealOf(0, 1, "a", 9);
        assertThat(one).isNotEqualTo(sealOf(1, 1, "a", 9)).isNotEqualTo(sealOf(0, 2, "a", 9))
                .isNotEqualTo(sealOf(0, 1, "b", 9)).isNotEqualTo(sealOf(0, 1, "a", 8));
    }

    @Test
    void refusesAStateOfAnotherLength() {
        assertThatThrownBy(() -> Chain.resume(new byte[31])).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a chain's state is 32 bytes, not 31");
    }

    private static byte[] sealOf(long offset, int length, String content, long size) {
        Chain chain = Chain.start();
        chain.add(offset, length, digest(content));
        return chain.seal(size);
    }

    private static Digest digest(String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return new Digester().digest(bytes, 0, bytes.length);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
