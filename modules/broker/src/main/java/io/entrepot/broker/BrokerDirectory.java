package io.entrepot.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;

/**
 * The directory of an embedded broker: Kafka's logs, and beside them a lock and a note of how the last run ended and under which boot of
 * the machine it ran. The note is durable before Kafka writes its first byte, and says "closed" only after Kafka has forced its logs.
 */
final class BrokerDirectory implements AutoCloseable {

    /** Version of the note's form. */
    private static final String VERSION = "1";
    private static final String NOTE = "entrepot-broker.properties";
    private static final String LOCK = "lock";
    private static final String LOGS = "logs";
    /** Kafka writes it when it has forced its logs, and removes it when it has loaded them. */
    private static final String FORCED = ".kafka_cleanshutdown";
    /** Also where Kafka has put away what it does not know. */
    private static final Pattern PARTITION = Pattern.compile("(.+)-\\d+(\\.[^.]+-stray)?");

    /** How far a run has got. */
    enum Phase { FORMATTING, RUNNING, CLOSED }

    private final Path directory;
    private final String bootId;
    private final FileChannel lockFile;
    private final Found found;

    private BrokerDirectory(Path directory, String bootId, FileChannel lockFile, Found found) {
        this.directory = directory;
        this.bootId = bootId;
        this.lockFile = lockFile;
        this.found = found;
    }

    /**
     * How a directory is found.
     *
     * @param killed whether the last run was killed, so that its broker still counts as running
     */
    record Found(StartState state, boolean killed) { }

    /** In which state the directory would be opened; changes nothing. */
    static Found inspect(Path directory, String bootId) {
        try {
            Path note = directory.resolve(NOTE);
            if (!Files.exists(note)) {
                requireNothingForeign(directory);
                return new Found(StartState.FRESH, false);
            }
            Properties properties = read(note);
            if (properties.getProperty("version") == null) {
                throw new IllegalArgumentException("its note " + NOTE + " is damaged");
            }
            if (!VERSION.equals(properties.getProperty("version"))) {
                throw new BrokerException("The broker directory " + directory + " was made by another version of Entrepot (form "
                        + properties.getProperty("version") + ", this one knows " + VERSION
                        + "): finish with that version, or remove the directory to begin anew.");
            }
            return switch (Phase.valueOf(properties.getProperty("phase"))) {
                case FORMATTING -> new Found(StartState.FRESH, false);
                case CLOSED -> new Found(StartState.REOPENED, false);
                case RUNNING -> new Found(bootId.equals(properties.getProperty("boot_id"))
                        ? StartState.REOPENED : StartState.SUSPECT, true);
            };
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new BrokerException("The broker directory " + directory + " cannot be read: " + e.getMessage()
                    + ". Remove it to begin anew, or name another.", e);
        }
    }

    /** Locks the directory, made where it is missing. */
    static BrokerDirectory open(Path directory, String bootId) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(directory);
            inspect(directory, bootId);
            lockFile = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new BrokerException("The broker directory " + directory
                        + " is in use by another run: wait for it to end, or name another directory.");
            }
            // Looked at again: the first look kept our lock file out of somebody else's directory.
            return new BrokerDirectory(directory, bootId, lockFile, inspect(directory, bootId));
        } catch (IOException e) {
            throw new BrokerException("The broker directory " + directory + " cannot be used: " + BrokerFault.reason(e) + BrokerFault.MEND, e);
        }
    }

    Found found() {
        return found;
    }

    /** Where Kafka's logs are. */
    Path logs() {
        return directory.resolve(LOGS);
    }

    Path path() {
        return directory;
    }

    /** Names of the topics of which partitions lie there; what is being deleted, and Kafka's metadata, are none. */
    Set<String> topics() throws IOException {
        try (Stream<Path> partitions = Files.list(logs())) {
            return partitions.map(partition -> PARTITION.matcher(partition.getFileName().toString())).filter(Matcher::matches)
                    .map(partition -> partition.group(1)).filter(topic -> !topic.equals(Topic.CLUSTER_METADATA_TOPIC_NAME))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Removes what a format that did not end has left, and notes that one is under way. */
    void beginFormat() throws IOException {
        note(Phase.FORMATTING);
        deleteTree(logs());
        Files.createDirectories(logs());
    }

    /** Before Kafka starts. That the machine went down stays noted until Kafka is up: a start that fails, as at a port that is taken, hides nothing. */
    void noteRunning() throws IOException {
        if (found.state() != StartState.SUSPECT) {
            note(Phase.RUNNING);
        }
    }

    /** Kafka is up, and whoever started it can ask in which state it was found. */
    void noteUp() throws IOException {
        if (found.state() == StartState.SUSPECT) {
            note(Phase.RUNNING);
        }
    }

    /** Whether Kafka, which has ended, says that it has forced its logs: where it could not it warns, and ends as well. */
    boolean isForced() {
        return Files.isRegularFile(logs().resolve(FORCED));
    }

    void noteClosed() throws IOException {
        note(Phase.CLOSED);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }

    private void note(Phase phase) throws IOException {
        String text = "version=" + VERSION + "\nphase=" + phase + "\nboot_id=" + bootId + "\n";
        Path fresh = directory.resolve(NOTE + ".new");
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(fresh, directory.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel parent = FileChannel.open(directory, StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void requireNothingForeign(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new BrokerException("The broker directory " + directory + " is not a directory: name another.");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            boolean foreign = entries.map(entry -> entry.getFileName().toString())
                    .anyMatch(name -> !name.equals(LOCK) && !name.equals(NOTE + ".new"));
            if (foreign) {
                throw new BrokerException("The broker directory " + directory
                        + " holds something that is not an Entrepot broker's: name an empty or new directory.");
            }
        }
    }

    private static Properties read(Path note) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(note)) {
            properties.load(in);
        }
        return properties;
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
