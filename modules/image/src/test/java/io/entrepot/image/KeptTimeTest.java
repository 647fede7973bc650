package io.entrepot.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T08:00:00.123456789Z, 2026-11-30T08:00:00.123456789Z, true",
        "2026-11-30T08:00:00.123456700Z, 2026-11-30T08:00:00.123456789Z, true",
        "2026-11-30T08:00:00Z,           2026-11-30T08:00:01.500Z,       true",
        "2026-11-30T08:00:02Z,           2026-11-30T08:00:01.500Z,       false",
        "2026-11-30T07:59:58Z,           2026-11-30T08:00:01.500Z,       false",
        "2038-01-19T03:14:07Z,           2100-01-01T00:00:00Z,           true",
        "2038-01-19T03:14:07Z,           2030-01-01T00:00:00Z,           false",
        "1980-01-01T00:00:00Z,           1970-01-01T00:00:01Z,           true",
        "1980-01-01T00:00:00Z,           1990-01-01T00:00:00Z,           false",
        "1901-12-13T20:45:52Z,           1900-01-01T00:00:00Z,           true"})
    void aFileMayShowWhatItsFileSystemKeepsOfItsTime(String found, String given, boolean is) {
        assertThat(KeptTime.isOf(ns(found), ns(given))).isEqualTo(is);
    }

    private static long ns(String time) {
        Instant instant = Instant.parse(time);
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
