package io.entrepot.resequencer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Which destination a state directory's stores belong to: that of an ordered topic's id. After a reset the changelogs are new
 * ones, and stores from before it would be taken for their contents.
 */
final class LocalState {

    private static final String FILE = "destination";

    private final Path file;
    private final String orderedTopicId;

    LocalState(Path stateDirectory, String orderedTopicId) {
        this.file = stateDirectory.resolve(FILE);
        this.orderedTopicId = orderedTopicId;
    }

    /** @param begins whether the group had no positions, so that nothing that is here can be of use */
    boolean isStale(boolean begins) throws IOException {
        return Files.exists(file) ? !Files.readString(file).strip().equals(orderedTopicId) : begins;
    }

    /** Says whose it is from now on. */
    void mark() throws IOException {
        Files.createDirectories(file.getParent());
        Path written = Files.writeString(file.resolveSibling(FILE + ".new"), orderedTopicId);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
