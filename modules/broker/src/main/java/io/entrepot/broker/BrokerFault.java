package io.entrepot.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/** Finds out why a broker died. Kafka halts without naming a cause, so the directory is asked: can it still be written and forced? */
final class BrokerFault {

    static final String MEND = ". Make room or mend it, then run the same command again: it goes on where it stopped.";

    /** One process has it alone, and what it holds can be sent again. */
    private static final String WAY_OUT_ALONE = "its files are damaged: remove the interim directory it is in to begin anew; what is at the"
            + " destination stays.";
    /** Fleets of other processes are in there, and nobody throws those away by one line's advice. */
    private static final String WAY_OUT_SHARED = "its files are damaged, in which all fleets of this broker have what is not at their"
            + " destinations yet: move them aside to begin anew, and send that again to fleets with other names; what is at destinations stays.";

    /** What is written to try the disk: more than the last free fragments of a full one. */
    private static final int TRIAL_BYTES = 1 << 20;

    private final Path directory;
    private final String wayOut;

    /** @param shared whether other processes have listeners to connect to */
    BrokerFault(Path directory, boolean shared) {
        this.directory = directory;
        this.wayOut = shared ? WAY_OUT_SHARED : WAY_OUT_ALONE;
    }

    /** One sentence and the way out. */
    String sentence(String said) {
        String disk = diskFault();
        if (disk != null) {
            return cannotBeWritten(disk);
        }
        return "The embedded broker over " + directory + " stopped" + (said == null || said.isBlank() ? "" : ": " + said.strip())
                + ". Run the same command again: it goes on where it stopped. If it stops again, " + wayOut;
    }

    /** That its directory cannot be written, also of a broker that still runs; null where it can. */
    String diskSentence() {
        String disk = diskFault();
        return disk == null ? null : cannotBeWritten(disk);
    }

    /** Why it did not start: what it said itself when it died, the disk, or else what Kafka says. */
    BrokerException atStart(Throwable fault) {
        if (fault instanceof BrokerException told) {
            return told;
        }
        if (diskFault() != null) {
            return new BrokerException(sentence(null), fault);
        }
        return new BrokerException("The embedded broker over " + directory + " cannot start: " + root(fault)
                + ". If it does so again, " + wayOut, fault);
    }

    /** Kafka leaves out what it cannot read of its metadata, and with that the topics. */
    BrokerException forgotten(Collection<String> topics) {
        return new BrokerException("The embedded broker over " + directory + " no longer knows what lies there of " + topics.size()
                + (topics.size() == 1 ? " topic" : " topics") + ", as " + topics.iterator().next() + ": " + wayOut);
    }

    /** What the first of all causes says, on one line and without the stop at its end. */
    static String root(Throwable fault) {
        Throwable t = fault;
        while (t.getCause() != null) {
            t = t.getCause();
        }
        String said = t.getMessage() == null ? t.toString() : t.getMessage();
        return said.lines().findFirst().orElse("").strip().replaceFirst("\\.$", "");
    }

    /** What the system said, without the file's name that Java puts in front. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it is gone";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private String cannotBeWritten(String disk) {
        return "The embedded broker cannot go on because its directory " + directory + " cannot be written: " + disk + MEND;
    }

    private String diskFault() {
        Path trial = directory.resolve("trial");
        try (FileChannel file = FileChannel.open(trial, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(TRIAL_BYTES);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
            return null;
        } catch (ClosedByInterruptException e) {
            // Who asks is being ended, which says nothing of the disk.
            return null;
        } catch (IOException e) {
            return reason(e);
        } finally {
            try {
                Files.deleteIfExists(trial);
            } catch (IOException e) {
                // The fault that is told is the first one.
            }
        }
    }
}
