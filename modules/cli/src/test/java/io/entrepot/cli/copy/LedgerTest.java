package io.entrepot.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.destination.CommitStep;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final ImageFigures FIGURES = new ImageFigures(1000, 500, 300, 200, 150, 3);

    private final List<ImageResult> heard = new ArrayList<>();
    private final Progress progress = new Progress(Map.of("a", 1000L, "b", 2000L), false, () -> 0);
    private final Ledger ledger = new Ledger(Map.of("a", 1000L, "b", 2000L), progress, heard::add);

    @Test
    void anImageIsDoneWhenItsReceiptIsCommittedWhicheverIsHeardFirst() {
        // When
        ledger.opened("a", "g1", 1000, 0);
        ledger.sealed("a", "g1", FIGURES);
        assertThat(heard).isEmpty();
        receipt("a", "g1", ReceiptState.COMMITTED);
        receipt("b", "g2", ReceiptState.COMMITTED);
        assertThat(ledger.complete()).isNotDone();
        ledger.opened("b", "g2", 2000, 0);
        ledger.sealed("b", "g2", FIGURES);

        // Then
        assertThat(heard).extracting(ImageResult::name).containsExactly("a", "b");
        assertThat(heard).allMatch(result -> result.phase() == Phase.DONE && result.runs() == 1 && result.newBytes() == 300);
        assertThat(ledger.complete()).isDone();
    }

    @Test
    void receiptsOfOtherSendingsAndOtherImagesDoNotCount() {
        // When
        ledger.sealed("a", "g2", FIGURES);
        receipt("a", "g1", ReceiptState.COMMITTED);
        receipt("a", "g2", ReceiptState.RECEIVING);
        receipt("a", "g2", ReceiptState.PARKED);
        receipt("c", "g3", ReceiptState.FAILED);

        // Then
        assertThat(heard).isEmpty();
    }

    @Test
    void aFailureIsSaidOnceWhereverItComesFrom() {
        // When
        ledger.opened("a", "g1", 1000, 0);
        receipt("a", "g1", ReceiptState.FAILED);
        ledger.failed("a", new Exception("too late"));
        ledger.failed("b", new Exception("it changed while it was read"));

        // Then
        assertThat(heard).extracting(result -> result.cause().orElseThrow()).containsExactly("a reason", "it changed while it was read");
        assertThat(ledger.complete()).isDone();
    }

    @Test
    void itIsQuietWhenTheWriterHasNothingHalfDoneOfAFailedImage() {
        // Given
        ledger.step(CommitStep.OPEN, "a", 1);
        ledger.failed("a", new Exception("it changed while it was read"));

        // When, Then
        var quiet = ledger.quiet();
        assertThat(quiet).isNotDone();
        receipt("a", "g1", ReceiptState.FAILED);
        assertThat(quiet).isDone();
    }

    @Test
    void aSendingThatIsOfNoUseIsForgotten() {
        // Given
        ledger.sealed("a", "g1", FIGURES);
        ledger.forget("a");

        // When
        receipt("a", "g1", ReceiptState.COMMITTED);
        assertThat(heard).isEmpty();
        ledger.sealed("a", "g2", FIGURES);
        receipt("a", "g2", ReceiptState.COMMITTED);

        // Then
        assertThat(heard).hasSize(1);
    }

    @Test
    void switchesAreCountedFromImageToImage() {
        // When
        ledger.step(CommitStep.OPEN, "a", 1);
        ledger.step(CommitStep.WRITE, "a", 1);
        ledger.step(CommitStep.OPEN, "b", 1);
        ledger.step(CommitStep.OPEN, "b", 1);
        ledger.step(CommitStep.OPEN, "a", 1);

        // Then
        assertThat(ledger.switches()).isEqualTo(2);
    }

    private void receipt(String image, String generation, ReceiptState state) {
        Receipt receipt = Receipt.newBuilder().setState(state).setTurn(1).setOrdinal(0).setCursor(0).setOrderedBytes(0)
                .setCause(state == ReceiptState.FAILED ? "a reason" : null).setRuns(1).setAt(Instant.EPOCH).build();
        ledger.receipt(new ReceiptKey(image, generation), receipt);
    }
}
