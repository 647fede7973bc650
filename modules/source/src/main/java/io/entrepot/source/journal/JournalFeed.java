package io.entrepot.source.journal;

import io.entrepot.block.Digest;
import io.entrepot.image.Fingerprint;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.Point;
import io.entrepot.source.index.Entry;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.source.index.Update;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.PublishedRun;
import java.nio.ByteBuffer;

/**
 * Turns journal entries into changes of the index, whether they were read from the topic or have just been committed to
 * it.
 */
public final class JournalFeed {

    private JournalFeed() {
    }

    /**
     * Adds an entry to an update. Doing so twice changes nothing.
     *
     * @param agent         that wrote the entry
     * @param journalOffset of the entry
     * @param atMs          Kafka's time of the entry, milliseconds since the epoch
     */
    public static void feed(Update update, int partition, String agent, JournalEntry entry, long journalOffset, long atMs) {
        // Made first: of an entry that cannot be right nothing is taken.
        ImagePoint point = point(partition, agent, entry, journalOffset, atMs);
        feedBlocks(update, partition, entry);
        update.image(entry.getImage(), point);
    }

    private static void feedBlocks(Update update, int partition, JournalEntry entry) {
        if (!entry.getPublished().isEmpty()) {
            update.carrier(partition, entry.getOrdinal(), new Generation(entry.getImage(), entry.getGeneration()));
        }
        for (PublishedRun run : entry.getPublished()) {
            feed(update, partition, entry.getOrdinal(), run);
        }
    }

    private static void feed(Update update, int partition, long ordinal, PublishedRun run) {
        byte[] digests = new byte[run.getDigests().remaining()];
        run.getDigests().duplicate().get(digests);
        long offset = run.getOffset();
        for (int block = 0; block < run.getLengths().size(); block++) {
            update.block(partition, Digest.of(digests, block * Digest.BYTES),
                    new Entry(ordinal, offset, run.getInterimOffset()));
            offset += run.getLengths().get(block);
        }
    }

    private static ImagePoint point(int partition, String agent, JournalEntry entry, long journalOffset, long atMs) {
        ByteBuffer chain = entry.getChain().duplicate();
        byte[] state = new byte[chain.remaining()];
        chain.get(state);
        io.entrepot.wire.Fingerprint file = entry.getFingerprint();
        return new ImagePoint(agent, partition, journalOffset, atMs, entry.getGeneration(), entry.getOrdinal(), entry.getState(),
                new Point(entry.getCursor(), state, entry.getZeroBytes(), entry.getNewBytes(), entry.getKnownBytes()),
                entry.getChunker(), new Fingerprint(file.getSize(), file.getModifiedAtNs(), file.getChangedAtNs(),
                        file.getDevice(), file.getInode()));
    }
}
