package io.entrepot.benchmarks.contiguity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void addsUpWhatFilefragFindsAndTakesTheRestFromTheSummary() throws IOException {
        List<String> copy = List.of("{\"message_type\":\"status\",\"runs\":9}",
                "{\"message_type\":\"summary\",\"runs\":2,\"imageSwitches\":1,\"arrivalOrderSwitches\":40}");

        Layout layout = Layout.read(copy, List.of("./a.raw: 12 extents found", "./b: 7.raw: 1 extent found"));

        assertThat(layout).isEqualTo(new Layout(13, 2, 1, 40));
    }

    @Test
    void missesASummary() {
        assertThatThrownBy(() -> Layout.read(List.of(), List.of())).isInstanceOf(IOException.class);
    }
}
