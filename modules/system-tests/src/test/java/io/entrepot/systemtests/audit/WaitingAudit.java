package io.entrepot.systemtests.audit;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Replays a changelog of the resequencer's store of what waits, as far as G needs it: which rows are left. */
final class WaitingAudit {

    private final Set<ByteBuffer> rows = new HashSet<>();
    private long rowsEver;

    void accept(ConsumerRecord<byte[], byte[]> record) {
        ByteBuffer key = ByteBuffer.wrap(record.key());
        if (record.value() == null) {
            rows.remove(key);
        } else {
            rowsEver += rows.add(key) ? 1 : 0;
        }
    }

    int rowsLeft() {
        return rows.size();
    }

    /** Rows that were put, as far as compaction has left them to be seen. */
    long rowsEver() {
        return rowsEver;
    }
}
