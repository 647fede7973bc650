package io.entrepot.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Codecs, and invariant J: no payload makes a reader allocate, write or die. */
class CodecTest {

    private static final byte[] PAYLOAD = Resources.golden("codec-payload.txt");
    /** Made by the zstd command of another version. */
    private static final byte[] ZSTD_FRAME = Resources.golden("codec-1-zstd.bin");

    @Test
    void readsWhatWasStoredLongAgo() throws CodecException {
        assertThat(unpack(Codecs.ZSTD, ZSTD_FRAME, PAYLOAD.length)).isEqualTo(PAYLOAD);
        assertThat(unpack(Codecs.STORED, PAYLOAD, PAYLOAD.length)).isEqualTo(PAYLOAD);
    }

    @Test
    void readsAnyLevel() throws CodecException {
        for (int level : new int[] {ZstdCodec.LEVEL_MIN, ZstdCodec.LEVEL_DEFAULT, ZstdCodec.LEVEL_MAX}) {
            try (ZstdCodec codec = new ZstdCodec(level)) {
                byte[] packed = new byte[codec.packedBytesMax(PAYLOAD.length) + 10];
                int length = codec.compress(PAYLOAD, 0, PAYLOAD.length, packed, 10);
                assertThat(length).isLessThan(PAYLOAD.length / 4);
                assertThat(unpack(Codecs.ZSTD, Arrays.copyOfRange(packed, 10, 10 + length), PAYLOAD.length))
                        .isEqualTo(PAYLOAD);
            }
        }
    }

    @Test
    void takesExactlyTheDeclaredLength() {
        assertThatThrownBy(() -> unpack(Codecs.ZSTD, ZSTD_FRAME, PAYLOAD.length + 1)).isInstanceOf(CodecException.class)
                .hasMessage("a zstd payload unpacks into 4191 bytes where 4192 are declared");
        assertThatThrownBy(() -> unpack(Codecs.ZSTD, ZSTD_FRAME, PAYLOAD.length - 1)).isInstanceOf(CodecException.class)
                .hasMessageContaining("does not unpack into the 4190 bytes that are declared");
        assertThatThrownBy(() -> unpack(Codecs.STORED, PAYLOAD, PAYLOAD.length - 1)).isInstanceOf(CodecException.class)
                .hasMessage("a stored payload has 4191 bytes where 4190 are declared");
        assertThatThrownBy(() -> Codecs.byId(2)).isInstanceOf(CodecException.class).hasMessageContaining("the id 2");
    }

    @Test
    void aBombUnpacksIntoNoMoreThanDeclared() {
        byte[] bomb = Zstd.compress(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(10_000);
        assertThatThrownBy(() -> unpack(Codecs.ZSTD, bomb, 1 << 20)).as("J: bounded by the declared length")
                .isInstanceOf(CodecException.class);
    }

    @Test
    void damagedPayloadsAreRefusedAndWriteNothingOutsideTheirRange() {
        var random = new Random(3);
        for (int trial = 0; trial < 5000; trial++) {
            byte[] frame = damaged(ZSTD_FRAME, random);
            byte[] target = new byte[PAYLOAD.length + 200];
            Arrays.fill(target, (byte) 0x77);
            String seed = "J: trial " + trial;
            try {
                Codecs.byId(Codecs.ZSTD).decompress(frame, 0, frame.length, target, 100, PAYLOAD.length);
            } catch (CodecException e) {
                assertThat(e).hasMessageStartingWith("a zstd payload");
            }
            for (int i = 0; i < 100; i++) {
                assertThat(target[i]).as(seed).isEqualTo((byte) 0x77);
                assertThat(target[target.length - 1 - i]).as(seed).isEqualTo((byte) 0x77);
            }
        }
    }

    private static byte[] damaged(byte[] frame, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 1 -> {
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> {
                byte[] flipped = frame.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    @Test
    void rangesOutsideTheArraysAreRefused() throws CodecException {
        for (int id : new int[] {Codecs.STORED, Codecs.ZSTD}) {
            Codec codec = Codecs.byId(id);
            assertThatThrownBy(() -> codec.decompress(ZSTD_FRAME, 1, ZSTD_FRAME.length, new byte[270], 0, 270))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> codec.decompress(ZSTD_FRAME, 0, ZSTD_FRAME.length, new byte[270], 1, 270))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> codec.compress(PAYLOAD, 0, PAYLOAD.length, new byte[100], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aClosedCodecIsRefusedAndClosesTwice() {
        var codec = new ZstdCodec(1);
        codec.compress(PAYLOAD, 0, 10, new byte[100], 0);
        codec.close();
        assertThatCode(codec::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> codec.compress(PAYLOAD, 0, 10, new byte[100], 0))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new ZstdCodec(20)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the zstd level is from 1 to 19, not 20");
    }

    private static byte[] unpack(int codec, byte[] packed, int length) throws CodecException {
        byte[] unpacked = new byte[length];
        Codecs.byId(codec).decompress(packed, 0, packed.length, unpacked, 0, length);
        return unpacked;
    }
}
