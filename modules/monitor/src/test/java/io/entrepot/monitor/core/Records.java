package io.entrepot.monitor.core;

import io.entrepot.wire.Fingerprint;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.PublishedRun;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records as agents and writers write them. */
public final class Records {

    public static final int RUN_BYTES = 4_096;

    private Records() {
    }

    public static String generation(int number) {
        return new UUID(0, number).toString();
    }

    /** One that says the image is published up to here, with nothing but new blocks, {@code runs} of them in this transaction. */
    public static JournalEntry entry(String image, String generation, long ordinal, JournalState state, long size, long cursor, int runs) {
        List<PublishedRun> published = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            published.add(new PublishedRun(cursor - (long) run * RUN_BYTES, ordinal + run, List.of(RUN_BYTES), ByteBuffer.allocate(32)));
        }
        return new JournalEntry(image, generation, ordinal, state, cursor, ByteBuffer.allocate(32), 0L, cursor, 0L, 1,
                new Fingerprint(size, 0L, 0L, 0L, 0L), published);
    }

    public static ReceiptKey key(String image, String generation) {
        return new ReceiptKey(image, generation);
    }

    public static Receipt receipt(ReceiptState state, int turn, long ordinal, long cursor, String cause) {
        return Receipt.newBuilder().setState(state).setTurn(turn).setOrdinal(ordinal).setCursor(cursor).setOrderedBytes(cursor)
                .setCause(cause).setAt(Instant.EPOCH).build();
    }
}
