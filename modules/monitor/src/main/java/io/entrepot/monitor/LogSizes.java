package io.entrepot.monitor;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Sizes of logs, asked for now and then: brokers answer for everything they hold. */
final class LogSizes {

    /** Only a mean per record is made of them, and that hardly changes. */
    private static final long EVERY_MS = 15_000;

    private final Questions questions;
    private Map<TopicPartition, Long> bytes = Map.of();
    private long askedMs;

    LogSizes(Questions questions) {
        this.questions = questions;
    }

    Map<TopicPartition, Long> bytes(long nowMs) {
        if (askedMs == 0 || nowMs - askedMs >= EVERY_MS) {
            bytes = questions.logBytes();
            askedMs = nowMs;
        }
        return bytes;
    }

    /** Bytes of so many records, by the mean of a log that has {@code logRecords}; empty where its size is not known. */
    static OptionalLong estimate(Long logBytes, long logRecords, long records) {
        if (records == 0) {
            return OptionalLong.of(0);
        }
        return logBytes == null || logRecords <= 0 ? OptionalLong.empty()
                : OptionalLong.of((long) ((double) logBytes * records / logRecords));
    }
}
