package io.entrepot.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Test data that any language makes again: SplitMix64, little-endian, written out so that no library changes it. */
final class SplitMix {

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long mix = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mix = (mix ^ (mix >>> 27)) * 0x94D049BB133111EBL;
        return mix ^ (mix >>> 31);
    }

    /**
     * What the golden vectors cut, from the seed 42: 1,536 KiB of noise, 300 KiB of one byte, 700 KiB of which half the
     * bits are zero, and 1,200 bytes that fill no page.
     */
    static byte[] goldenStretch() {
        var source = new SplitMix(42);
        ByteBuffer data = ByteBuffer.allocate((2536 << 10) + 1200).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < (1536 << 10) / 8; i++) {
            data.putLong(source.next());
        }
        for (int i = 0; i < (300 << 10) / 8; i++) {
            data.putLong(0x5555555555555555L);
        }
        for (int i = 0; i < (700 << 10) / 8; i++) {
            data.putLong(source.next() & 0x0f0f0f0f0f0f0f0fL);
        }
        for (int i = 0; i < 300; i++) {
            data.put((byte) 't').put((byte) 'a').put((byte) 'i').put((byte) 'l');
        }
        return data.array();
    }
}
