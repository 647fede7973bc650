package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.destination.WriterSettings;
import org.junit.jupiter.api.Test;

class VolumeMemoryTest {

    private static final long HEAP = 640L << 20;

    @Test
    void oneVolumeHasTheWholeBudget() {
        assertThat(VolumeMemory.of(1, HEAP))
                .isEqualTo(new VolumeMemory(WriterSettings.IN_FLIGHT_BYTES_DEFAULT, WriterSettings.CACHE_BYTES_DEFAULT));
    }

    @Test
    void severalShareItAsFarAsTheLargestRecordAllows() {
        assertThat(VolumeMemory.of(2, HEAP))
                .isEqualTo(new VolumeMemory(WriterSettings.IN_FLIGHT_BYTES_DEFAULT / 2, WriterSettings.CACHE_BYTES_DEFAULT / 2));
        assertThat(VolumeMemory.of(8, HEAP))
                .isEqualTo(new VolumeMemory(WriterSettings.IN_FLIGHT_BYTES_MIN, WriterSettings.CACHE_BYTES_DEFAULT / 8));
    }

    @Test
    void moreThanTheHeapHoldsAreRefusedWithTheWayOut() {
        assertThatThrownBy(() -> VolumeMemory.of(12, HEAP)).as("I: bounded").isInstanceOf(UsageException.class)
                .hasMessage("12 volumes are more than one process has memory for, 11 with its 640 MiB of heap: have another one"
                        + " write the others, or give this one more, as with ENTREPOT_JAVA_OPTIONS=-Xmx720m.");
        assertThat(VolumeMemory.of(12, 720L << 20).cacheBytes()).isPositive();
    }

    @Test
    void oneVolumeIsNeverTooMany() {
        assertThat(VolumeMemory.of(1, 1).cacheBytes()).isEqualTo(WriterSettings.CACHE_BYTES_DEFAULT);
    }
}
