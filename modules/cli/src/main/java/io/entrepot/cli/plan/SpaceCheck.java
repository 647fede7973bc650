package io.entrepot.cli.plan;

import io.entrepot.cli.text.Sizes;
import io.entrepot.image.Reasons;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether there is room, before anything is read. How much of an image is zero, known or compressible is not known then, so only the least
 * that can be said is refused; what might not fit is a warning, since a run that finds no room goes on where it stopped.
 */
public final class SpaceCheck {

    /**
     * Of the data, what the interim directory takes at the least. The best fleets measured come to one eighth of their data on the interim
     * topic, and part of it once more on its way to the writer.
     */
    private static final long INTERIM_LEAST_PART = 16;

    /** What an empty broker, its logs and the stores take, and what is on its way between resequencer and writer. */
    private static final long INTERIM_BASE_BYTES = 128L << 20;

    /** Data that does not compress, keys and digests beside it, and the part of it that is on its way to the writer. */
    private static final double INTERIM_MOST_FACTOR = 1.1;
    private static final long INTERIM_ON_ITS_WAY_BYTES = 1L << 30;

    /**
     * What a directory's disk has to give.
     *
     * @param directory what the messages name; need not exist
     * @param freeBytes on its disk
     * @param disk      equal for directories on the same disk
     */
    public record Room(Path directory, long freeBytes, Object disk) {

        /** Asks the nearest directory above that exists. */
        public static Room of(Path directory) {
            Path there = Volume.standing(directory);
            try {
                FileStore store = Files.getFileStore(there);
                return new Room(directory, store.getUsableSpace(), Files.getAttribute(there, "unix:dev"));
            } catch (IOException e) {
                throw new RefusedException("The free space of " + directory + " cannot be asked: " + Reasons.of(e) + ".", e);
            }
        }
    }

    private SpaceCheck() {
    }

    /**
     * Checks.
     *
     * @param dataBytes what the images that are to be written hold outside their holes
     * @return a warning, when it may turn out not to fit
     * @throws RefusedException when it cannot fit
     */
    public static Optional<String> check(long dataBytes, Room destination, Room interim) {
        boolean together = destination.disk().equals(interim.disk());
        long interimLeast = INTERIM_BASE_BYTES + dataBytes / INTERIM_LEAST_PART;
        long interimMost = (long) (dataBytes * INTERIM_MOST_FACTOR) + INTERIM_ON_ITS_WAY_BYTES;
        require(destination, dataBytes + (together ? interimLeast : 0),
                together ? "the images' data and the interim directory on the same disk" : "the images' data");
        if (!together) {
            require(interim, interimLeast, "the interim directory at the least");
        }
        long wanted = interimMost + (together ? dataBytes : 0);
        if (interim.freeBytes() >= wanted) {
            return Optional.empty();
        }
        return Optional.of("The interim directory " + interim.directory() + " has " + Sizes.text(interim.freeBytes())
                + " free; if the images share little and do not compress, up to " + Sizes.text(wanted)
                + " are needed. Should it fill, the copy stops and goes on when run again; \"entrepot estimate\" says how much it will be.");
    }

    /** Checks the destination alone. */
    public static Optional<String> checkDestination(long dataBytes, Room destination) {
        require(destination, dataBytes, "the images' data");
        return Optional.empty();
    }

    private static void require(Room room, long bytes, String what) {
        if (room.freeBytes() < bytes) {
            throw new RefusedException("There is not enough space at " + room.directory() + ": " + Sizes.text(bytes) + " for " + what
                    + ", " + Sizes.text(room.freeBytes())
                    + " free. Make room, or give --skip-space-check if much of the data is zeros.");
        }
    }
}
