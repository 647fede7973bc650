package io.entrepot.resequencer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Which destination a state directory's stores belong to: that of an ordered topic's id. After a reset the changelogs are new
 * ones, and stores from before it would be taken for their contents.
 *
 * <p>And whether they were closed. Exactly-once throws stores that were not away, and restores them from the changelogs; but it opens them first, and who
 * was killed while it threw them away has left a part of their files, which opens no more.
 */
final class LocalState {

    private static final String FILE = "destination";
    /** Is there from the start of a resequencer to its orderly end. */
    private static final String OPEN = "open";

    private final Path file;
    private final Path open;
    private final String orderedTopicId;

    LocalState(Path stateDirectory, String orderedTopicId) {
        this.file = stateDirectory.resolve(FILE);
        this.open = stateDirectory.resolve(OPEN);
        this.orderedTopicId = orderedTopicId;
    }

    /** @param begins whether the group had no positions, so that nothing that is here can be of use */
    boolean isStale(boolean begins) throws IOException {
        return Files.exists(open) || (Files.exists(file) ? !Files.readString(file).strip().equals(orderedTopicId) : begins);
    }

    /** Says whose it is from now on, and that it is open. */
    void mark() throws IOException {
        Files.createDirectories(file.getParent());
        Path written = Files.writeString(file.resolveSibling(FILE + ".new"), orderedTopicId);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(open, "");
    }

    /** All stores have been closed. */
    void closed() throws IOException {
        Files.deleteIfExists(open);
    }
}
