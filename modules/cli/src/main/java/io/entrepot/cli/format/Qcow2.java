package io.entrepot.cli.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's format (docs/interop/qcow2.rst of QEMU): a big-endian header, and two levels of tables in whose entries a bit says that a cluster
 * is compressed.
 */
final class Qcow2 {

    static final int MAGIC = 0x514649fb;

    private static final int HEADER_BYTES = 112;
    private static final int NAME_BYTES_MAX = 1023;
    private static final int CLUSTER_BITS_MIN = 9;
    private static final int CLUSTER_BITS_MAX = 21;

    private static final long EXTERNAL_DATA = 1L << 2;
    private static final long EXTENDED_L2 = 1L << 4;
    private static final long OFFSET_MASK = 0x00fffffffffffe00L;
    private static final long COMPRESSED = 1L << 62;

    /** Tables looked at, and entries of the first level passed over between them: whoever compresses, compresses nearly all. */
    private static final int TABLES_MAX = 32;
    private static final int L1_ENTRIES_MAX = 1 << 16;

    private Qcow2() {
    }

    static Inspection inspect(Bytes bytes) throws IOException {
        ByteBuffer header = bytes.at(0, HEADER_BYTES);
        int version = header.getInt(4);
        long features = version >= 3 ? header.getLong(72) : 0;
        List<String> needs = new ArrayList<>();
        int nameBytes = header.getInt(16);
        if (header.getLong(8) != 0 && nameBytes > 0 && nameBytes <= NAME_BYTES_MAX) {
            needs.add(StandardCharsets.UTF_8.decode(bytes.at(header.getLong(8), nameBytes)).toString());
        }
        if ((features & EXTERNAL_DATA) != 0) {
            needs.add("its external data file");
        }
        return new Inspection("qcow2", isCompressed(bytes, header, features), header.getInt(32) != 0, needs);
    }

    private static boolean isCompressed(Bytes bytes, ByteBuffer header, long features) throws IOException {
        int clusterBits = header.getInt(20);
        if (clusterBits < CLUSTER_BITS_MIN || clusterBits > CLUSTER_BITS_MAX) {
            return false;
        }
        int entryBytes = (features & EXTENDED_L2) != 0 ? 16 : 8;
        int l1Entries = Math.max(0, Math.min(header.getInt(36), L1_ENTRIES_MAX));
        ByteBuffer l1 = bytes.at(header.getLong(40), l1Entries * Long.BYTES);
        int tables = 0;
        while (l1.hasRemaining() && tables < TABLES_MAX) {
            long l2Offset = l1.getLong() & OFFSET_MASK;
            if (l2Offset != 0) {
                tables++;
                if (holdsCompressed(bytes.at(l2Offset, 1 << clusterBits), entryBytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holdsCompressed(ByteBuffer table, int entryBytes) {
        for (int at = 0; at + entryBytes <= table.limit(); at += entryBytes) {
            if ((table.getLong(at) & COMPRESSED) != 0) {
                return true;
            }
        }
        return false;
    }
}
