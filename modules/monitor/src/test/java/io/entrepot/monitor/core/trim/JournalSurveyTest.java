package io.entrepot.monitor.core.trim;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Fingerprint;
import io.entrepot.wire.JournalEntry;
import io.entrepot.wire.JournalState;
import io.entrepot.wire.PublishedRun;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalSurveyTest {

    private static final long CUT = 100;
    private static final long END = 50;

    private final JournalSurvey survey = new JournalSurvey(CUT);

    @Test
    void entriesThatQuoteOnlyWhatGoesGoToo() {
        survey.entry(0, "a", entry("one", 10, JournalState.OPEN, 11, 12));
        survey.entry(1, "a", entry("one", 10, JournalState.SEALED, 13, 99));

        assertThat(survey.before(0, END)).isEqualTo(END);
        assertThat(survey.forgotten(END)).isOne();
    }

    @Test
    void theFirstEntryThatQuotesABlockThatStaysIsTheFirstThatStays() {
        survey.entry(0, "a", entry("one", 10, JournalState.OPEN, 11, 12));
        survey.entry(3, "a", entry("one", 10, JournalState.OPEN, 99, 100));
        survey.entry(4, "a", entry("one", 10, JournalState.SEALED, 13));

        assertThat(survey.before(0, END)).isEqualTo(3);
    }

    @Test
    void thePointsOfImagesThatStayAreKeptFinishedOrNot() {
        survey.entry(0, "a", entry("gone", 10, JournalState.SEALED, 11));
        survey.entry(2, "a", entry("finished", 100, JournalState.SEALED));
        survey.entry(5, "b", entry("finished", 100, JournalState.OPEN));

        assertThat(survey.before(0, END)).isEqualTo(2);
        survey.entry(7, "a", entry("finished", 140, JournalState.SEALED));
        assertThat(survey.before(0, END)).as("the other agent's point").isEqualTo(5);
    }

    @Test
    void itNeverGoesBack() {
        survey.entry(20, "a", entry("finished", 100, JournalState.SEALED, 101));

        assertThat(survey.before(30, END)).isEqualTo(30);
    }

    private static JournalEntry entry(String image, long ordinal, JournalState state, long... quoted) {
        List<PublishedRun> runs = LongStream.of(quoted).mapToObj(offset -> new PublishedRun(0L, offset, List.of(1), ByteBuffer.allocate(32)))
                .toList();
        return new JournalEntry(image, new UUID(0, ordinal).toString(), ordinal, state, 0L, ByteBuffer.allocate(32), 0L, 0L, 0L, 1,
                new Fingerprint(0L, 0L, 0L, 0L, 0L), runs);
    }
}
