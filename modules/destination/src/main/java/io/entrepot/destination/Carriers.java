package io.entrepot.destination;

import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.image.DiskFile;
import io.entrepot.image.PartialFile;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files at the destination in which blocks of other images can be found. What is in them is not trusted: a user may have
 * changed them, or a newer generation may have taken their place, and whoever reads verifies. For the writing thread.
 */
final class Carriers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);

    /** Open files; when there are more they are all closed. A fleet's images mostly refer to a handful. */
    private static final int OPEN_MAX = 256;

    private final Volume volume;
    private final RecordStore store;
    private final Map<Generation, Optional<Carrier>> open = new HashMap<>();
    private int closings;

    /**
     * A file that holds, or may hold, a generation's blocks. It stays open until {@link #tidy} or {@link #close}.
     *
     * @param isItself whether it is that generation's, and not one that took its place
     */
    record Carrier(DiskFile file, boolean isItself) {
    }

    Carriers(Volume volume, RecordStore store) {
        this.volume = volume;
        this.store = store;
    }

    /**
     * The file of a generation, or what is there in its place.
     *
     * @param own     the generation that is being written
     * @param partial its file
     */
    Optional<Carrier> find(Generation carrier, Generation own, PartialFile partial) {
        return carrier.equals(own) ? Optional.of(new Carrier(partial.file(), true)) : open.computeIfAbsent(carrier, this::open);
    }

    /** What has the final name of the generation that is being written: mostly the generation before it. */
    Optional<DiskFile> before(Generation own) {
        return open.computeIfAbsent(own, any -> {
            try {
                return volume.openImage(own.image()).map(file -> new Carrier(file, false));
            } catch (IOException | IllegalArgumentException e) {
                LOG.atDebug().addKeyValue("image", own.image()).setCause(e).log("The generation before cannot be opened");
                return Optional.empty();
            }
        }).map(Carrier::file);
    }

    /** Called when nobody uses a file: closes them when they have become many. */
    void tidy() {
        if (open.size() > OPEN_MAX) {
            close();
        }
    }

    /** How often all of them were closed: what was found before the last time is of no use. */
    int closings() {
        return closings;
    }

    /** Its partial file, its own under the final name or kept beside it, else what took its place, else one on its way there. */
    private Optional<Carrier> open(Generation carrier) {
        try {
            ImageRecord record = store.find(carrier.image());
            Optional<String> incoming = record.incoming().map(partial -> partial.generation().id());
            if (incoming.filter(carrier.id()::equals).isPresent()) {
                return itself(volume.openPartial(carrier.image(), carrier.id()));
            }
            if (record.committed().filter(committed -> committed.id().equals(carrier.id())).isPresent()) {
                return itself(volume.openImage(carrier.image()));
            }
            Optional<DiskFile> kept = volume.openKept(carrier.image(), carrier.id());
            if (kept.isPresent()) {
                return itself(kept);
            }
            Optional<DiskFile> finished = volume.openImage(carrier.image());
            return (finished.isPresent() || incoming.isEmpty() ? finished : volume.openPartial(carrier.image(), incoming.get()))
                    .map(file -> new Carrier(file, false));
        } catch (IOException | IllegalArgumentException e) {
            LOG.atDebug().addKeyValue("carrier", carrier.image()).setCause(e).log("A carrier cannot be opened");
            return Optional.empty();
        }
    }

    private static Optional<Carrier> itself(Optional<DiskFile> file) {
        return file.map(open -> new Carrier(open, true));
    }

    @Override
    public void close() {
        closings++;
        for (Optional<Carrier> carrier : open.values()) {
            try {
                if (carrier.isPresent()) {
                    carrier.get().file().close();
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A carrier cannot be closed");
            }
        }
        open.clear();
    }
}
