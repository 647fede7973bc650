package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireHeadersTest {

    private final Headers headers = new RecordHeaders();

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 1_234_567_890_123L, Long.MAX_VALUE})
    void anOffsetIsReadAsItWasSet(long offset) throws Exception {
        WireHeaders.setInterimOffset(headers, 5);
        WireHeaders.setInterimOffset(headers, offset);

        assertThat(WireHeaders.interimOffset(headers)).isEqualTo(OptionalLong.of(offset));
        assertThat(headers).hasSize(1);
        assertThat(new String(headers.lastHeader("entrepot-interim-offset").value())).isEqualTo(Long.toString(offset));
    }

    @Test
    void withoutTheHeaderThereIsNone() throws Exception {
        assertThat(WireHeaders.interimOffset(headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", " 1", "9223372036854775808", "99999999999999999999", "١"})
    void whatIsNoOffsetIsRefused(String value) {
        headers.add(WireHeaders.INTERIM_OFFSET, value.getBytes());

        assertThatThrownBy(() -> WireHeaders.interimOffset(headers)).isInstanceOf(WireException.class)
                .hasMessage("The header entrepot-interim-offset is not an offset in decimal digits.");
    }

    @Test
    void aHeaderWithoutAValueIsRefused() {
        headers.add(WireHeaders.INTERIM_OFFSET, null);

        assertThatThrownBy(() -> WireHeaders.interimOffset(headers)).isInstanceOf(WireException.class);
    }
}
