package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressorTest {

    @Test
    void packsWhatShrinksAndStoresTheRest() throws CodecException {
        try (Compressor compressor = new Compressor(ZstdLevels.AUTO)) {
            for (int seed = 0; seed < 60; seed++) {
                var random = new Random(seed);
                byte[] source = new byte[1 + random.nextInt(200_000)];
                random.nextBytes(source);
                int noise = random.nextInt(source.length);
                Arrays.fill(source, noise, source.length, (byte) 1);
                int offset = random.nextInt(source.length);
                int length = source.length - offset;

                Compressor.Packed packed = compressor.pack(source, offset, length, seed % 2 == 0);

                byte[] unpacked = new byte[length];
                Codecs.byId(packed.codec()).decompress(packed.copy(), 0, packed.length(), unpacked, 0, length);
                assertThat(unpacked).as("seed %d", seed).isEqualTo(Arrays.copyOfRange(source, offset, source.length));
                assertThat(packed.length()).as("seed %d", seed).isLessThanOrEqualTo(length);
                assertThat(packed.buffer().remaining()).isEqualTo(packed.length());
            }
        }
    }

    @Test
    void noiseIsStored() {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        try (Compressor compressor = new Compressor(ZstdLevels.fixed(1))) {
            assertThat(compressor.pack(noise, 0, noise.length, true).codec()).isEqualTo(Codecs.STORED);
            assertThat(compressor.pack(new byte[100_000], 0, 100_000, true).codec()).isEqualTo(Codecs.ZSTD);
        }
    }
}
