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
    private final Map<Generation, Optional<DiskFile>> open = new HashMap<>();
    private int closings;

    Carriers(Volume volume, RecordStore store) {
        this.volume = volume;
        this.store = store;
    }

    /**
     * The file that holds, or may hold, the generation's blocks. It stays open until {@link #tidy} or {@link #close}.
     *
     * @param own     the generation that is being written
     * @param partial its file
     */
    Optional<DiskFile> find(Generation carrier, Generation own, PartialFile partial) {
        return carrier.equals(own) ? Optional.of(partial.file()) : open.computeIfAbsent(carrier, this::open);
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

    /** Its partial file, else what has its final name, whichever generation that is, else one on its way there. */
    private Optional<DiskFile> open(Generation carrier) {
        try {
            ImageRecord record = store.find(carrier.image());
            Optional<String> incoming = record.incoming().map(partial -> partial.generation().id());
            if (incoming.filter(carrier.id()::equals).isPresent()) {
                return volume.openPartial(carrier.image(), carrier.id());
            }
            Optional<DiskFile> finished = volume.openImage(carrier.image());
            return finished.isPresent() || incoming.isEmpty() ? finished
                    : volume.openPartial(carrier.image(), incoming.get());
        } catch (IOException | IllegalArgumentException e) {
            LOG.atDebug().addKeyValue("carrier", carrier.image()).setCause(e).log("A carrier cannot be opened");
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closings++;
        for (Optional<DiskFile> file : open.values()) {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A carrier cannot be closed");
            }
        }
        open.clear();
    }
}
