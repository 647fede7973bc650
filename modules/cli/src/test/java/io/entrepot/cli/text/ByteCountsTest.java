package io.entrepot.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountsTest {

    @ParameterizedTest
    @CsvSource({"7,7", "1kB,1000", "500GB,500000000000", "2 TiB,2199023255552", "1.5MiB,1572864"})
    void aSizeIsANumberAndAUnit(String text, long bytes) {
        assertThat(ByteCounts.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "GB", "-1GB", "1gb", "1Gbit", "0.1B", "99999999PiB"})
    void anythingElseIsRefusedWithTheUnits(String text) {
        assertThatThrownBy(() -> ByteCounts.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"").hasMessageContaining("TiB");
    }
}
