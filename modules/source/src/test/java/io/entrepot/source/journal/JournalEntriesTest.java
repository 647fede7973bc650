package io.entrepot.source.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Digest;
import io.entrepot.image.Fingerprint;
import io.entrepot.source.decide.Decider;
import io.entrepot.source.decide.DeciderLimits;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.Outgoing;
import io.entrepot.source.decide.Outlet;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.decide.Transaction;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.PublishedRun;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalEntriesTest {

    private static final int BLOCKS = 3 * JournalEntries.BLOCKS_MAX;

    @Test
    void aLargeTransactionIsSaidInSeveralEntriesThatAllKnowItsEnd() {
        // Given
        Transaction.Part part = transactionOfOneByteBlocks().parts().iterator().next();

        // When
        List<JournalEntry> entries = JournalEntries.of(part, run -> run.offset() + 1_000);

        // Then
        assertThat(entries).hasSizeGreaterThan(2).allSatisfy(entry -> {
            assertThat(entry.getCursor()).isEqualTo(BLOCKS);
            assertThat(entry.getState()).isEqualTo(JournalState.SEALED);
            assertThat(entry.getOrdinal()).isEqualTo(5);
            assertThat(entry.getPublished().stream().mapToInt(run -> run.getLengths().size()).sum())
                    .as("I: blocks of an entry").isBetween(1, JournalEntries.BLOCKS_MAX);
        });
        long offset = 0;
        for (PublishedRun run : entries.stream().flatMap(entry -> entry.getPublished().stream()).toList()) {
            assertThat(run.getOffset()).as("C: runs back to back").isEqualTo(offset);
            assertThat(run.getInterimOffset()).isEqualTo(offset + 1_000);
            offset += run.getLengths().stream().mapToInt(Integer::intValue).sum();
        }
        assertThat(offset).isEqualTo(BLOCKS);
    }

    private static Transaction transactionOfOneByteBlocks() {
        var transaction = new Transaction();
        var decider = new Decider(DeciderLimits.of(10_000, 10_000), (partition, digest) -> null,
                () -> new byte[10_000], new Outlet() {
                    @Override
                    public void send(Outgoing record) {
                        transaction.add(record);
                    }

                    @Override
                    public void commit() {
                        // There is one.
                    }
                });
        var head = new ImageHead(new Generation("image", UUID.randomUUID().toString()), 0, BLOCKS, 0, 0, 0, 1,
                new Fingerprint(BLOCKS, 1, 2, 3, 4));
        Sending sending = Sending.fresh(head);
        decider.open(sending);
        sending.acknowledged(5);
        for (int i = 0; i < BLOCKS; i++) {
            byte[] digest = ByteBuffer.allocate(Digest.BYTES).putInt(i).array();
            decider.block(sending, new byte[] {1}, 0, 1, Digest.of(digest, 0));
        }
        decider.seal(sending);
        return transaction;
    }
}
