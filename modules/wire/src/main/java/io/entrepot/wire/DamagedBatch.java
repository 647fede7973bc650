package io.entrepot.wire;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;

/** Batches whose checksum is not that of their bytes: brokers hand them out as they lie on the disk, and clients look. */
public final class DamagedBatch {

    private DamagedBatch() {
    }

    /** Whether a consumer means one; it says so by the words of its message alone, or those of the cause of that. */
    public static boolean isMeantBy(Throwable thrown) {
        return means(thrown) || thrown.getCause() != null && means(thrown.getCause());
    }

    private static boolean means(Throwable thrown) {
        return thrown instanceof CorruptRecordException
                || thrown instanceof KafkaException && thrown.getMessage() != null && thrown.getMessage().contains("is invalid, cause");
    }
}
