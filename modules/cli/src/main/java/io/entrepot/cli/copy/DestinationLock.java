package io.entrepot.cli.copy;

import io.entrepot.cli.plan.Reasons;
import io.entrepot.cli.plan.RefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other copies from a destination from the moment on at which it is decided what may be replaced there. The writer's own lock
 * comes seconds later: what another copy had finished by then would be taken for an older sending of the same image.
 */
final class DestinationLock implements AutoCloseable {

    private static final String FILE = "copy.lock";

    private final FileChannel file;

    private DestinationLock(FileChannel file) {
        this.file = file;
    }

    /** @throws RefusedException when another copy has it, or the destination cannot be written */
    static DestinationLock take(Path destination) {
        try {
            Path directory = Files.createDirectories(destination.resolve(".entrepot"));
            FileChannel file = FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new RefusedException("Another copy is writing to " + destination + ": wait for it to end, or name another destination.");
            }
            return new DestinationLock(file);
        } catch (IOException e) {
            throw new RefusedException("The destination " + destination + " cannot be written: " + Reasons.of(e)
                    + ". Mend that, or name another.", e);
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It goes with the process at the latest.
        }
    }
}
