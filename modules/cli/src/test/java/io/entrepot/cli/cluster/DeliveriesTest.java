package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final ImageFigures FIGURES = new ImageFigures(100, 10, 80, 10, 50, 3);

    private final Progress progress = new Progress(Map.of("a", 100L, "b", 100L, "c", 100L), false, () -> 0);
    private final List<ImageResult> finished = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(Map.of("gen-a", "a", "gen-b", "b", "gen-c", "c"));

    @Test
    void eachImageIsDoneOrFailedByItsOwnLastReceipt() {
        // What was there before, and what is said of others, is no word on what was sent.
        say("a", "gen-old", ReceiptState.COMMITTED);
        say("x", "gen-a", ReceiptState.COMMITTED);
        say("a", "gen-a", ReceiptState.RECEIVING);
        say("b", "gen-b", ReceiptState.PARKED);
        assertThat(finished).isEmpty();

        say("a", "gen-a", ReceiptState.COMMITTED);
        say("a", "gen-a", ReceiptState.COMMITTED);
        say("b", "gen-b", ReceiptState.FAILED);
        assertThat(deliveries.isComplete()).isFalse();
        say("c", "gen-c", ReceiptState.SUPERSEDED);

        assertThat(deliveries.isComplete()).isTrue();
        assertThat(deliveries.committed()).isEqualTo(1);
        assertThat(deliveries.failed()).isEqualTo(2);
        assertThat(finished).extracting(ImageResult::name).containsExactly("a", "b", "c");
        assertThat(finished).extracting(ImageResult::phase).containsExactly(Phase.DONE, Phase.FAILED, Phase.FAILED);
        assertThat(finished.get(1).cause()).contains("no room");
        assertThat(finished.get(2).cause().orElseThrow()).contains("newer sending");
        assertThat(progress.status().count(Phase.FAILED)).isEqualTo(2);
    }

    @Test
    void whatHadFailedAndWasHadSinceIsDone() {
        earlier("a", "gen-a", ReceiptState.FAILED);
        earlier("a", "gen-a", ReceiptState.RECEIVING);
        earlier("a", "gen-a", ReceiptState.COMMITTED);
        earlier("b", "gen-b", ReceiptState.FAILED);
        earlier("b", "gen-b", ReceiptState.RECEIVING);
        earlier("c", "gen-c", ReceiptState.FAILED);
        earlier("x", "gen-x", ReceiptState.FAILED);
        assertThat(finished).isEmpty();

        deliveries.settle(news());

        assertThat(deliveries.committed()).isEqualTo(1);
        assertThat(deliveries.failed()).isEqualTo(1);
        assertThat(finished).extracting(ImageResult::name).containsExactly("a", "c");

        say("b", "gen-b", ReceiptState.COMMITTED);
        assertThat(deliveries.isComplete()).isTrue();
        assertThat(deliveries.committed()).isEqualTo(2);
    }

    private void earlier(String image, String generation, ReceiptState state) {
        deliveries.takeEarlier(new ReceiptKey(image, generation), receipt(state));
    }

    private void say(String image, String generation, ReceiptState state) {
        deliveries.take(new ReceiptKey(image, generation), receipt(state), news());
    }

    private DeliveryNews news() {
        return new DeliveryNews(progress, finished::add, Map.of("a", FIGURES, "b", FIGURES, "c", FIGURES));
    }

    private static Receipt receipt(ReceiptState state) {
        Receipt receipt = new Receipt();
        receipt.setState(state);
        receipt.setCursor(40);
        receipt.setCause(state == ReceiptState.FAILED ? "no room" : null);
        return receipt;
    }
}
