package io.entrepot.source.journal;

import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.NewRun;
import io.entrepot.source.decide.Point;
import io.entrepot.source.decide.Transaction;
import io.entrepot.wire.Fingerprint;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.PublishedRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a transaction has to say of a generation, in as many entries as the limits ask for. Each of them has the point
 * at the transaction's end: they are only ever seen together.
 */
public final class JournalEntries {

    /** Half a megabyte of digests: as large as other records, far below the wire's limit. */
    static final int BLOCKS_MAX = 16_384;
    /** Below the wire's limit; many runs are short ones, so this is seldom met. */
    static final int RUNS_MAX = 2_048;

    private JournalEntries() {
    }

    /** @param interimOffset what Kafka acknowledged for each run's record */
    public static List<JournalEntry> of(Transaction.Part part, ToLongFunction<NewRun> interimOffset) {
        List<JournalEntry> entries = new ArrayList<>();
        List<PublishedRun> runs = new ArrayList<>();
        int blocks = 0;
        for (NewRun run : part.runs()) {
            if (blocks + run.blocks() > BLOCKS_MAX && blocks > 0 || runs.size() == RUNS_MAX) {
                entries.add(entry(part, runs));
                runs = new ArrayList<>();
                blocks = 0;
            }
            runs.add(new PublishedRun(run.offset(), interimOffset.applyAsLong(run), run.lengths(), run.digests()));
            blocks += run.blocks();
        }
        entries.add(entry(part, runs));
        return entries;
    }

    private static JournalEntry entry(Transaction.Part part, List<PublishedRun> runs) {
        ImageHead head = part.sending().head();
        Point point = part.point();
        io.entrepot.image.Fingerprint file = head.fingerprint();
        return new JournalEntry(head.generation().image(), head.generation().id(), part.sending().ordinal(),
                part.state(), point.cursor(), ByteBuffer.wrap(point.chain()), point.zeroBytes(), point.newBytes(),
                        point.knownBytes(),
                head.chunker(), new Fingerprint(head.sizeBytes(), file.modifiedAtNs(), file.changedAtNs(),
                        file.device(),
                        file.inode()), runs);
    }
}
