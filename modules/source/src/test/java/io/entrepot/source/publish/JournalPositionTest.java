package io.entrepot.source.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalPositionTest {

    private final JournalPosition position = new JournalPosition(10);

    @Test
    void recordsAtThePositionAdvanceItBehindTheLast() {
        assertThat(position.advance(new long[] {10, 11, 12})).isTrue();
        assertThat(position.next()).isEqualTo(13);
    }

    @Test
    void betweenTwoTransactionsStandsTheMarkerOfTheFirst() {
        position.advance(new long[] {10});

        assertThat(position.advance(new long[] {12, 13})).isTrue();
        assertThat(position.next()).isEqualTo(14);
    }

    @Test
    void aGapBeforeTheFirstTransactionIsNotKnownToBeAMarker() {
        assertThat(position.advance(new long[] {11})).isFalse();
        assertThat(position.next()).isEqualTo(10);
    }

    @Test
    void whatOthersMayHaveWrittenInBetweenStopsIt() {
        position.advance(new long[] {10});

        assertThat(position.advance(new long[] {13})).as("a marker and something else").isFalse();
        assertThat(position.advance(new long[] {12, 14})).as("between two of ours").isFalse();
        assertThat(position.next()).isEqualTo(11);
    }
}
