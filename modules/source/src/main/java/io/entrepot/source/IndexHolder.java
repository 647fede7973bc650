package io.entrepot.source;

import io.entrepot.source.index.BlockIndex;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index open from one send to the next, as long as it belongs to the fleet's topics. */
final class IndexHolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IndexHolder.class);

    private final Path directory;
    private final long cacheBytes;
    private BlockIndex index;
    private String fleetId;

    IndexHolder(Path stateDirectory, long cacheBytes) {
        directory = stateDirectory.resolve("index");
        this.cacheBytes = cacheBytes;
    }

    /**
     * The index of a fleet. One that was fed from more journal than there is belongs to a journal that is gone: it is
     * thrown away, as one of another fleet is.
     *
     * @param journalEnds the end of each partition of the journal
     */
    synchronized BlockIndex of(Fleet fleet, Map<TopicPartition, Long> journalEnds) {
        if (index == null || !fleet.id().equals(fleetId)) {
            close();
            index = BlockIndex.open(directory, fleet.id(), cacheBytes);
            fleetId = fleet.id();
        }
        BlockIndex open = index;
        if (journalEnds.entrySet().stream().anyMatch(end -> open.position(end.getKey().partition()) > end.getValue())) {
            LOG.atWarn().addKeyValue("directory", directory).log("Index is ahead of the journal; it is built anew");
            close();
            BlockIndex.discard(directory);
            index = BlockIndex.open(directory, fleet.id(), cacheBytes);
        }
        return index;
    }

    /** How many blocks the index knows, an estimate; 0 while none is open. From any thread. */
    synchronized long blocks() {
        return index == null ? 0 : index.blocks();
    }

    @Override
    public synchronized void close() {
        if (index != null) {
            index.close();
            index = null;
        }
    }
}
