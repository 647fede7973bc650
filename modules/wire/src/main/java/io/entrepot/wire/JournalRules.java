package io.entrepot.wire;

/** What must hold of the journal's entries. */
final class JournalRules {

    private static final String WHAT = "JournalEntry";

    private JournalRules() {
    }

    static void check(JournalEntry entry) throws WireException {
        Rules.generation(WHAT, entry.getImage(), entry.getGeneration());
        Rules.range(WHAT, "ordinal", entry.getOrdinal(), 0, Long.MAX_VALUE);
        Fingerprint fingerprint = entry.getFingerprint();
        Rules.range(WHAT, "fingerprint's size", fingerprint.getSize(), 0, Limits.IMAGE_BYTES_MAX);
        Rules.range(WHAT, "cursor", entry.getCursor(), 0, fingerprint.getSize());
        Rules.digest(WHAT, "chain", entry.getChain());
        Rules.range(WHAT, "zeroBytes", entry.getZeroBytes(), 0, entry.getCursor());
        Rules.range(WHAT, "newBytes", entry.getNewBytes(), 0, entry.getCursor());
        Rules.range(WHAT, "knownBytes", entry.getKnownBytes(), 0, entry.getCursor());
        Rules.range(WHAT, "chunker", entry.getChunker(), 0, Integer.MAX_VALUE);
        Rules.range(WHAT, "number of runs", entry.getPublished().size(), 0, Limits.PUBLISHED_RUNS_MAX);
        int blocks = 0;
        for (PublishedRun run : entry.getPublished()) {
            long bytes = BlockRules.blocks(WHAT, run.getLengths(), run.getDigests(), Limits.RUN_BLOCKS_MAX);
            blocks += run.getLengths().size();
            Rules.range(WHAT, "number of blocks", blocks, 1, Limits.PUBLISHED_BLOCKS_MAX);
            Rules.range(WHAT, "run's size", bytes, 1, Limits.RUN_BYTES_MAX);
            Rules.range(WHAT, "run's offset", run.getOffset(), 0, entry.getCursor() - bytes);
            Rules.range(WHAT, "run's interimOffset", run.getInterimOffset(), 0, Long.MAX_VALUE);
        }
    }
}
