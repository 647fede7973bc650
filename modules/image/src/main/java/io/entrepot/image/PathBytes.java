package io.entrepot.image;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Names as the kernel takes them: bytes with a zero behind them. */
final class PathBytes {

    /** What the JDK decodes file names with; it is not always what strings are written with. */
    private static final Charset NATIVE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private static final char REPLACEMENT = '\uFFFD';

    private PathBytes() {
    }

    /** A path that the JDK gave us or that someone typed. */
    static byte[] of(Path path) {
        return terminated(path.toString().getBytes(NATIVE));
    }

    /** Whether the JDK has put a sign in place of what it could not decode: then the file of these bytes is not the one that is meant. */
    static boolean isLossy(Path path) {
        return path.toString().indexOf(REPLACEMENT) >= 0;
    }

    /** A name that came from elsewhere, or that we made: UTF-8, whatever this machine's locale is. */
    static byte[] of(String name) {
        return terminated(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] terminated(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
