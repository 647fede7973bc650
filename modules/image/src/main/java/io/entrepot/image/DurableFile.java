package io.entrepot.image;

import java.io.IOException;
import java.nio.file.Path;

/** Small files that must survive a loss of power whole: either as they were or as they are now. */
public final class DurableFile {

    private static final int MODE = 0666;

    private DurableFile() {
    }

    /**
     * Makes {@code bytes} the content of the file, which is new or is replaced at one instant. Durable on return.
     *
     * @throws NoSpaceException when the volume is full
     */
    public static void replace(Path path, byte[] bytes) throws IOException {
        replace(path, bytes, "");
    }

    /**
     * As {@link #replace(Path, byte[])}, where several may do that at one time.
     *
     * @param writer tells them apart: the last one's content stays, and nobody's is mixed with another's
     */
    public static void replace(Path path, byte[] bytes, String writer) throws IOException {
        String name = path.getFileName().toString();
        String temporary = "." + name + writer + ".tmp";
        try (Directory directory = Directory.open(parent(path))) {
            try (Descriptor file = directory.openFile(temporary, Posix.O_RDWR | Posix.O_CREAT | Posix.O_TRUNC, MODE)) {
                PositionedWrite.write(file, 0, bytes, 0, bytes.length);
                file.run("cannot make durable", Posix::fsync);
            }
            directory.rename(temporary, name);
            directory.force();
        }
    }

    /** Removes the file when it is there. Durable on return. */
    public static void remove(Path path) throws IOException {
        try (Directory directory = Directory.open(parent(path))) {
            if (directory.remove(path.getFileName().toString())) {
                directory.force();
            }
        }
    }

    private static Path parent(Path path) {
        return path.toAbsolutePath().getParent();
    }
}
