package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.image.Fingerprint;
import io.entrepot.source.decide.Point;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.wire.JournalState;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    private static final Fingerprint FILE = new Fingerprint(100, 1, 2, 3, 4);
    private static final int PARTITION = 2;
    private static final long ORDINAL = 50;

    @Test
    void anUnchangedImageGoesOnOrIsDone() {
        assertThat(of(JournalState.OPEN, FILE, false, false, false, 0)).isEqualTo(Resumption.GO_ON);
        assertThat(of(JournalState.SEALED, FILE, false, false, false, 0)).isEqualTo(Resumption.DONE);
        assertThat(of(JournalState.ABORTED, FILE, false, false, false, 0)).isEqualTo(Resumption.BEGIN);
    }

    @Test
    void aChangedImageBeginsAnew() {
        for (Fingerprint changed
                : new Fingerprint[] {new Fingerprint(101, 1, 2, 3, 4), new Fingerprint(100, 9, 2, 3, 4),
            new Fingerprint(100, 1, 9, 3, 4), new Fingerprint(100, 1, 2, 3, 9)}) {
            assertThat(of(JournalState.OPEN, changed, false, false, false, 0)).isEqualTo(Resumption.BEGIN);
            assertThat(of(JournalState.SEALED, changed, false, false, false, 0)).isEqualTo(Resumption.BEGIN);
        }
    }

    @Test
    void anotherNumberOfItsDeviceIsNoChange() {
        assertThat(of(JournalState.SEALED, new Fingerprint(100, 1, 2, 9, 4), false, false, false, 0))
                .isEqualTo(Resumption.DONE);
    }

    @Test
    void whatADestinationDidNotGetBeginsAnew() {
        assertThat(of(JournalState.SEALED, FILE, false, false, true, 0)).isEqualTo(Resumption.BEGIN);
        assertThat(of(JournalState.OPEN, FILE, true, false, true, 0)).isEqualTo(Resumption.BEGIN);
    }

    @Test
    void whatIsToBeSentAnewBeginsOnceInASend() {
        assertThat(of(JournalState.SEALED, FILE, false, true, false, 0)).isEqualTo(Resumption.BEGIN);
        assertThat(of(JournalState.OPEN, FILE, true, true, false, 0)).isEqualTo(Resumption.GO_ON);
        assertThat(of(JournalState.SEALED, FILE, true, true, false, 0)).isEqualTo(Resumption.DONE);
        assertThat(of(JournalState.OPEN, FILE, false, true, false, 0)).as("its beginning may be lost as well").isEqualTo(Resumption.BEGIN);
    }

    @Test
    void anImageWhoseStartWasTrimmedBeginsAnewUnlessItIsWhole() {
        assertThat(of(JournalState.OPEN, FILE, false, false, false, ORDINAL)).isEqualTo(Resumption.GO_ON);
        assertThat(of(JournalState.OPEN, FILE, false, false, false, ORDINAL + 1)).isEqualTo(Resumption.BEGIN);
        assertThat(of(JournalState.SEALED, FILE, false, false, false, ORDINAL + 1)).isEqualTo(Resumption.DONE);
    }

    @Test
    void anImageThatIsPutElsewhereBeginsAnew() {
        assertThat(Resumption.of(point(JournalState.OPEN), FILE, PARTITION + 1, false, false, false, 0))
                .isEqualTo(Resumption.BEGIN);
    }

    private static Resumption of(JournalState state, Fingerprint now, boolean ours, boolean resend,
            boolean notDelivered,
            long interimStart) {
        return Resumption.of(point(state), now, PARTITION, ours, resend, notDelivered, interimStart);
    }

    private static ImagePoint point(JournalState state) {
        return new ImagePoint("a", PARTITION, 7, 0, "generation", ORDINAL, state, Point.START, 1, FILE);
    }
}
