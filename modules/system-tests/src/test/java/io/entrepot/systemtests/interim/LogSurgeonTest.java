package io.entrepot.systemtests.interim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSurgeonTest {

    @Test
    void changesOneByteOfOneRecordAndLeavesTheBatchValid(@TempDir Path dir) throws IOException {
        // Given
        try (FileRecords log = FileRecords.open(dir.resolve("00000000000000000000.log").toFile())) {
            log.append(batch(0, "zero", "one"));
            log.append(batch(2, "two", "three", "four"));
        }

        // When
        LogSurgeon.spoil(dir, 3, 2);

        // Then
        List<String> values = new ArrayList<>();
        try (FileRecords log = FileRecords.open(dir.resolve("00000000000000000000.log").toFile(), false)) {
            for (RecordBatch batch : log.batches()) {
                batch.ensureValid();
                for (Record record : batch) {
                    byte[] value = new byte[record.valueSize()];
                    record.value().get(value);
                    values.add(new String(value, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(values).containsExactly("zero", "one", "two", "thr" + (char) (~'e' & 0xff) + "e", "four");
        assertThat(Files.list(dir)).hasSize(1);
    }

    private static MemoryRecords batch(long base, String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(("key" + i).getBytes(StandardCharsets.UTF_8),
                    values[i].getBytes(StandardCharsets.UTF_8));
        }
        return MemoryRecords.withRecords(base, Compression.NONE, records);
    }
}
