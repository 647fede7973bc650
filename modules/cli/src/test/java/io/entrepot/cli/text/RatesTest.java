package io.entrepot.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {

    @ParameterizedTest
    @CsvSource({"8bit/s,1", "1kbit,125", "500Mbit,62500000", "500mbit/s,62500000", "1 Gbit/s,125000000", "2.5Gbit,312500000", "7B/s,7",
        "64KiB/s,65536", "1MiB/s,1048576", "1.5MB,1500000"})
    void aRateIsANumberAndAUnit(String text, long bytesPerSecond) {
        assertThat(Rates.parse(text)).hasValue(bytesPerSecond);
    }

    @Test
    void thereMayBeNone() {
        assertThat(Rates.parse("unlimited")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "fast", "-1Mbit", "500mb", "500 Mbit/h", "1bit", "999999999999999GiB", "1e3kbit", "Mbit"})
    void anythingElseIsRefusedWithTheUnits(String text) {
        assertThatThrownBy(() -> Rates.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"").hasMessageContaining("Mbit").hasMessageEndingWith(".");
    }

    @Test
    void itIsShownAsNetworksAre() {
        assertThat(Rates.text(62_500_000)).isEqualTo("500 Mbit/s");
        assertThat(Rates.text(125)).isEqualTo("1 kbit/s");
        assertThat(Rates.text(312_500_000)).isEqualTo("2.5 Gbit/s");
    }
}
