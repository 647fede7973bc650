package io.entrepot.resequencer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A name that goes with a state directory. With it a resequencer that comes back after a kill takes its own place in
 * the group again; without it, the group would wait for the one that is gone until its session ends.
 */
final class InstanceName {

    private static final String FILE = "instance";
    private static final int CHARS_MAX = 64;

    private InstanceName() {
    }

    /** The directory's name, made with the directory when there is none. */
    static String of(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve(FILE);
        // A loss of power can leave it empty. A new name costs the wait for the old one's session.
        if (!Files.exists(file) || Files.size(file) == 0) {
            Files.createDirectories(stateDirectory);
            Path written = Files.writeString(stateDirectory.resolve(FILE + ".new"), UUID.randomUUID().toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        String name = Files.readString(file).strip();
        if (name.isEmpty() || name.length() > CHARS_MAX) {
            throw new IOException("the file " + file + " holds no name; remove it");
        }
        return name;
    }
}
