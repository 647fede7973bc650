package io.entrepot.source.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class SharesTest {

    private static final int WINDOWS_PER_LANE = 3;

    private final Shares shares = new Shares();

    /** A window that waits for a core. */
    private record Waiting(int sequence, long place) {
    }

    @Test
    void theFirstImageGetsMostAndTheOthersTheSame() {
        begin(0, 1, 2, 3);

        int[] served = served(1_900, 0, 1, 2, 3);

        assertThat(served[0]).isBetween(1_580, 1_620);
        assertThat(served[1]).isBetween(90, 110);
        assertThat(served[2]).isBetween(90, 110);
        assertThat(served[3]).isBetween(90, 110);
    }

    @Test
    void whenTheFirstHasBeenReadTheNextIsFirst() {
        begin(0, 1, 2);
        served(1_000, 0, 1, 2);
        shares.end(0);

        int[] served = served(1_800, 1, 2);

        assertThat(served[0]).isBetween(1_650, 1_720);
    }

    @Test
    void anImageThatBeginsLateHasNothingToMakeUpFor() {
        begin(0, 1);
        served(10_000, 0, 1);
        shares.begin(2);

        int[] served = served(1_800, 0, 1, 2);

        assertThat(served[2]).isBetween(90, 110);
    }

    private void begin(int... sequences) {
        for (int sequence : sequences) {
            shares.begin(sequence);
        }
    }

    /** Has a core take so many windows of images that always have some waiting, and counts whose they were. */
    private int[] served(int windows, int... sequences) {
        var waiting = new PriorityQueue<Waiting>(Comparator.comparingLong(Waiting::place));
        int[] served = new int[sequences.length];
        for (int sequence : sequences) {
            for (int i = 0; i < WINDOWS_PER_LANE; i++) {
                waiting.add(new Waiting(sequence, shares.next(sequence)));
            }
        }
        for (int i = 0; i < windows; i++) {
            Waiting taken = waiting.remove();
            shares.started(taken.place());
            served[Arrays.binarySearch(sequences, taken.sequence())]++;
            waiting.add(new Waiting(taken.sequence(), shares.next(taken.sequence())));
        }
        return served;
    }
}
