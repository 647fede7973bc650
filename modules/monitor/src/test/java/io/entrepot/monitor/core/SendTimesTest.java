package io.entrepot.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendTimesTest {

    /** Against a list with a time for each byte. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 100, 5_003})
    void tellsWhenEachByteWasSentToAPieceOfTheImage(int size) {
        // Given
        Random random = new Random(size);
        SendTimes times = new SendTimes(size);
        List<Long> model = new ArrayList<>();
        long nowMs = 1_000;
        int piece = Math.max(1, (size + SendTimes.PIECES - 1) / SendTimes.PIECES);

        while (model.size() < size) {
            // When
            int to = Math.min(size, model.size() + 1 + random.nextInt(1 + size / 7));
            nowMs += 1 + random.nextInt(50);
            times.sent(model.size(), to, nowMs);
            while (model.size() < to) {
                model.add(nowMs);
            }

            // Then
            for (int at = 0; at < model.size(); at++) {
                assertThat(times.of(at)).as("offset %d of %d sent, %s", at, model.size(), times).hasValue(model.get(at / piece * piece));
            }
        }
        assertThat(times.of(size)).as("I: what lies behind the end breaks nothing, %s", times).isNotNull();
    }
}
