package io.entrepot.systemtests.audit;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericRecord;

/** What a NewBlocks record carries. */
final class Payload {

    private static final int STORED = 0;
    private static final int ZSTD = 1;

    private Payload() {
    }

    /** The payload unpacked, or null when it does not come to exactly {@code length} bytes. */
    static byte[] bytes(GenericRecord newBlocks, int length) {
        ByteBuffer payload = ((ByteBuffer) newBlocks.get("payload")).duplicate();
        byte[] packed = new byte[payload.remaining()];
        payload.get(packed);
        int codec = (Integer) newBlocks.get("codec");
        if (codec == STORED) {
            return packed.length == length ? packed : null;
        }
        if (codec != ZSTD) {
            return null;
        }
        byte[] bytes = new byte[length];
        try {
            return Zstd.decompress(bytes, packed) == length ? bytes : null;
        } catch (ZstdException damaged) {
            return null;
        }
    }
}
