package io.entrepot.cli.copy;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.broker.StartState;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.process.Trees;
import io.entrepot.image.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/** Where a copy keeps its state: the broker's logs, the stores of agent and resequencer, the schemas. Locked while this is open. */
final class InterimDirectory implements AutoCloseable {

    private static final String BROKER = "broker";
    private static final String AGENT = "agent";
    private static final String STREAMS = "streams";
    private static final String SCHEMAS = "schemas.json";
    private static final String LOCK = "lock";
    /** What stands in the lock: others call a file so as well. */
    private static final byte[] MARK = "interim directory of entrepot copy\n".getBytes(StandardCharsets.US_ASCII);
    private static final String UNFINISHED = "unfinished.json";
    /** What a broker's directory is called while it is deleted: half of one would not be taken for ours. */
    private static final String BROKER_GONE = "broker.gone";
    private static final String LOG = "entrepot.log";
    private static final Set<String> OURS = Set.of(BROKER, AGENT, STREAMS, SCHEMAS, LOCK, UNFINISHED, LOG);
    /** Of those, what is deleted with all that is in it. */
    private static final Set<String> TREES = Set.of(BROKER, BROKER_GONE, AGENT, STREAMS);
    /** Where it is a file system of its own. */
    private static final String LOST_AND_FOUND = "lost+found";

    private final Path path;
    private final FileChannel lock;
    private boolean reopened;

    private InterimDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Whether an earlier copy has left something to go on with. */
    static boolean isBegun(Path path) {
        return Files.isDirectory(path.resolve(BROKER));
    }

    /**
     * Opens the directory, made when it is missing.
     *
     * @throws RefusedException when it is in use, holds something else or cannot be written
     */
    static InterimDirectory open(Path path) {
        try {
            if (Files.exists(path)) {
                requireOurs(path);
            }
            Files.createDirectories(path);
            FileChannel file = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(file)) {
                file.close();
                throw new RefusedException("The interim directory " + path
                        + " is in use by another run: wait for it to end, or name another with --interim.");
            }
            if (!isMarked(path.resolve(LOCK))) {
                file.write(ByteBuffer.wrap(MARK), 0);
                // Before anything that only the mark makes ours.
                file.force(true);
            }
            Trees.delete(path.resolve(BROKER_GONE));
            return new InterimDirectory(path, file);
        } catch (IOException e) {
            throw new RefusedException("The interim directory " + path + " cannot be used: " + Reasons.of(e)
                    + ". Mend that, or name another with --interim.", e);
        }
    }

    /**
     * Removes what cannot be trusted: all of it when the machine went down under the broker, the parts' state when the broker is new.
     *
     * @return in which state the broker's directory was
     */
    StartState sift() {
        StartState state = EmbeddedBroker.inspect(broker());
        try {
            if (state == StartState.SUSPECT) {
                deleteBroker();
            }
            if (state != StartState.REOPENED) {
                Trees.delete(agent());
                Trees.delete(streams());
                unfinished().clear();
            }
        } catch (IOException e) {
            throw new RefusedException("The interim directory " + path + " cannot be cleared: " + Reasons.of(e) + ".", e);
        }
        reopened = state == StartState.REOPENED;
        return state;
    }

    /** Whether what an earlier run has sent is there; known once it was sifted. */
    boolean isReopened() {
        return reopened;
    }

    Path path() {
        return path;
    }

    Path broker() {
        return path.resolve(BROKER);
    }

    Path agent() {
        return path.resolve(AGENT);
    }

    Path streams() {
        return path.resolve(STREAMS);
    }

    Path schemas() {
        return path.resolve(SCHEMAS);
    }

    Unfinished unfinished() {
        return new Unfinished(path.resolve(UNFINISHED));
    }

    /** Removes it; nobody uses it any more. It stays locked to the last, so that no other run begins in what is being deleted. */
    void remove() throws IOException {
        deleteBroker();
        for (String part : OURS) {
            if (!part.equals(LOCK)) {
                Trees.delete(path.resolve(part));
            }
        }
        Trees.delete(path);
        close();
    }

    private void deleteBroker() throws IOException {
        if (Files.exists(broker())) {
            Files.move(broker(), path.resolve(BROKER_GONE), StandardCopyOption.ATOMIC_MOVE);
            Trees.delete(path.resolve(BROKER_GONE));
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // It goes with the process at the latest.
        }
    }

    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void requireOurs(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new RefusedException("The interim directory " + path + " is not a directory.");
        }
        // The lock is made first and goes last: without it these are somebody else's, the directory of entrepot broker, say.
        boolean ours = isMarked(path.resolve(LOCK));
        try (Stream<Path> entries = Files.list(path)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !isOurs(name) || !ours && TREES.contains(name)).findFirst().ifPresent(name -> {
                        throw new RefusedException("The interim directory " + path + " holds something else (" + name
                                + "): name an empty or new directory.");
                    });
        }
    }

    private static boolean isMarked(Path lock) throws IOException {
        if (!Files.isRegularFile(lock)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(lock)) {
            return Arrays.equals(in.readNBytes(MARK.length), MARK);
        }
    }

    /** Files that are being written anew, and logs that are full, have longer names. */
    private static boolean isOurs(String name) {
        return OURS.contains(name) || TREES.contains(name) || name.equals(LOST_AND_FOUND)
                || name.startsWith(SCHEMAS + ".") || name.startsWith("." + UNFINISHED) || name.startsWith(LOG + ".");
    }
}
