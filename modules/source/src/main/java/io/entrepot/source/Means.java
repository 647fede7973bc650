package io.entrepot.source;

import io.entrepot.source.cores.Cores;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.journal.JournalFollower;
import io.entrepot.source.journal.Verdicts;
import io.entrepot.wire.WireFormat;

/** What an attempt to send works with, and does not own. The index is at the journal's end when it begins. */
record Means(Fleet fleet, BlockIndex index, JournalFollower follower, Verdicts verdicts, WireFormat wire, Cores cores, TrimGuard guard) {
}
