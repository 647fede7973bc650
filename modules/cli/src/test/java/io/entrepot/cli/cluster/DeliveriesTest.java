package io.entrepot.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final ImageFigures FIGURES = new ImageFigures(100, 10, 80, 10, 50, 3);

    private final Progress progress = new Progress(Map.of("a", 100L, "b", 100L, "c", 100L), false, () -> 0);
    private final List<ImageResult> finished = new ArrayList<>();
    private final Set<String> opened = new HashSet<>(Set.of("a", "b", "c"));
    private final Deliveries deliveries = new Deliveries(Set.of("a", "b", "c"), new DeliveryNews(progress, finished::add, opened));

    @Test
    void eachImageIsDoneOrFailedByItsOwnLastReceipt() {
        deliveries.caughtUp();
        sent("a", "b", "c");
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
        deliveries.allSent();
        deliveries.await();

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
        say("a", "gen-a", ReceiptState.FAILED);
        say("a", "gen-a", ReceiptState.RECEIVING);
        say("a", "gen-a", ReceiptState.COMMITTED);
        say("b", "gen-b", ReceiptState.FAILED);
        sent("a", "b");
        say("b", "gen-b", ReceiptState.RECEIVING);
        say("c", "gen-c", ReceiptState.FAILED);
        say("x", "gen-x", ReceiptState.FAILED);
        assertThat(finished).isEmpty();

        deliveries.caughtUp();
        sent("c");

        assertThat(deliveries.committed()).isEqualTo(1);
        assertThat(deliveries.failed()).isEqualTo(1);
        assertThat(finished).extracting(ImageResult::name).containsExactly("a", "c");

        say("b", "gen-b", ReceiptState.COMMITTED);
        assertThat(deliveries.isComplete()).isTrue();
        assertThat(deliveries.committed()).isEqualTo(2);
    }

    @Test
    void whatIsReceivedWhileItIsSentIsShownAndEndsWhenItIsWhole() {
        // Given
        deliveries.caughtUp();

        // When
        deliveries.begun("a", "gen-a");
        say("a", "gen-a", ReceiptState.RECEIVING);

        // Then
        assertThat(progress.status().images()).filteredOn(image -> image.name().equals("a")).singleElement()
                .extracting(image -> image.writtenBytes()).isEqualTo(40L);

        // When the destination is done before the agent has heard that its seal is committed
        say("a", "gen-a", ReceiptState.COMMITTED);
        assertThat(finished).isEmpty();
        sent("a");

        // Then
        assertThat(finished).extracting(ImageResult::name).containsExactly("a");

        // When nothing else was sent
        deliveries.allSent();

        // Then
        deliveries.await();
        assertThat(deliveries.committed()).isEqualTo(1);
    }

    @Test
    void whatWasTrimmedAndNeverHadIsNotWaitedFor() {
        // Given
        sent("a", "b", "c");
        say("b", "gen-b", ReceiptState.COMMITTED);
        say("c", "gen-c", ReceiptState.RECEIVING);
        deliveries.trimmed("a");
        deliveries.trimmed("b");
        assertThat(finished).as("the destination has not been heard to its end").isEmpty();

        // When
        deliveries.caughtUp();
        deliveries.trimmed("c");
        deliveries.allSent();

        // Then
        assertThat(finished).extracting(ImageResult::name).containsExactlyInAnyOrder("a", "b");
        assertThat(finished).filteredOn(result -> result.name().equals("a")).singleElement()
                .satisfies(result -> assertThat(result.cause().orElseThrow()).contains("trimmed").contains("--again"));
        assertThat(deliveries.isComplete()).as("c is under way there").isFalse();
        say("c", "gen-c", ReceiptState.COMMITTED);
        deliveries.await();
        assertThat(deliveries.committed()).isEqualTo(2);
    }

    @Test
    void whatWasSentBeforeIsNoPartOfThisSending() {
        // Given
        opened.remove("a");
        progress.sealed("a", 80, 10, 10);
        say("a", "gen-a", ReceiptState.COMMITTED);
        sent("a");

        // When
        deliveries.caughtUp();

        // Then
        assertThat(deliveries.committed()).isEqualTo(1);
        assertThat(finished).isEmpty();
        assertThat(progress.status().images()).filteredOn(image -> image.name().equals("a")).singleElement().satisfies(image -> {
            assertThat(image.phase()).isEqualTo(Phase.THERE);
            assertThat(image.newBytes()).isZero();
        });
    }

    @Test
    void whoAwaitsNothingHasNothingLeftToAwait() {
        Deliveries none = new Deliveries(Set.of(), new DeliveryNews(progress, finished::add, opened));
        none.begun("a", "gen-a");
        none.whole("a", "gen-a", FIGURES);

        none.allSent();

        none.await();
        assertThat(none.isComplete()).isTrue();
        assertThat(none.failed()).isZero();
    }

    @Test
    void whoWaitsIsToldThatNothingMoreCanBeHeard() {
        deliveries.lost(new IllegalStateException("no receipts"));

        assertThatThrownBy(deliveries::await).isInstanceOf(IllegalStateException.class).hasMessage("no receipts");
    }

    private void sent(String... images) {
        for (String image : images) {
            deliveries.whole(image, "gen-" + image, FIGURES);
        }
    }

    private void say(String image, String generation, ReceiptState state) {
        deliveries.take(new ReceiptKey(image, generation), receipt(state));
    }

    private static Receipt receipt(ReceiptState state) {
        Receipt receipt = new Receipt();
        receipt.setState(state);
        receipt.setCursor(40);
        receipt.setCause(state == ReceiptState.FAILED ? "no room" : null);
        return receipt;
    }
}
