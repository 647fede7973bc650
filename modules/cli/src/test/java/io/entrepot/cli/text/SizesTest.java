package io.entrepot.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.00 kB", "9994,9.99 kB", "9996,10.0 kB", "99960,100 kB", "999499,999 kB", "999500,1.00 MB",
        "17179869184,17.2 GB", "9223372036854775807,9.22 EB"})
    void threeDigitsAndAUnit(long bytes, String expected) {
        // When, Then
        assertThat(Sizes.text(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,0:00", "59,0:59", "60,1:00", "3599,59:59", "3600,1:00:00", "360000,100:00:00", "-5,0:00"})
    void timesAsOnAClock(long seconds, String expected) {
        // When, Then
        assertThat(Times.clock(Duration.ofSeconds(seconds))).isEqualTo(expected);
    }
}
