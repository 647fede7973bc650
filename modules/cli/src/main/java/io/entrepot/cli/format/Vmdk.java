package io.entrepot.cli.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VMware's format (Virtual Disk Format 5.0): a little-endian header of a sparse extent with a text descriptor in it, or the descriptor
 * alone, which names the files that hold the data.
 */
final class Vmdk {

    static final int MAGIC = 0x4b444d56;
    static final String DESCRIPTOR_START = "# Disk DescriptorFile";

    private static final int HEADER_BYTES = 80;
    private static final int SECTOR_BYTES = 512;
    private static final int COMPRESSED_GRAINS = 1 << 16;
    /** Real ones have a few hundred bytes, and a line for each 2 GB of a split disk. */
    private static final int DESCRIPTOR_BYTES_MAX = 64 << 10;

    private static final Pattern PARENT = Pattern.compile("(?m)^\\s*parentFileNameHint\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern EXTENT = Pattern.compile("(?m)^\\s*(?:RW|RDONLY|NOACCESS)\\s+\\d+\\s+\\w+\\s+\"([^\"]+)\"");

    private Vmdk() {
    }

    /** Of a sparse extent. */
    static Inspection inspect(Bytes bytes) throws IOException {
        ByteBuffer header = bytes.at(0, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        boolean compressed = (header.getInt(8) & COMPRESSED_GRAINS) != 0;
        long sectors = Math.max(0, Math.min(header.getLong(36), DESCRIPTOR_BYTES_MAX / SECTOR_BYTES));
        long offset = header.getLong(28);
        List<String> needs = offset > 0 && offset < Long.MAX_VALUE / SECTOR_BYTES
                ? found(PARENT, text(bytes.at(offset * SECTOR_BYTES, (int) sectors * SECTOR_BYTES))) : List.of();
        return new Inspection("vmdk", compressed, false, needs);
    }

    /** Of a descriptor by itself. */
    static Inspection inspectDescriptor(Bytes bytes) throws IOException {
        String descriptor = text(bytes.at(0, DESCRIPTOR_BYTES_MAX));
        List<String> needs = new ArrayList<>(found(PARENT, descriptor));
        needs.addAll(found(EXTENT, descriptor));
        return new Inspection("vmdk", false, false, needs);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
