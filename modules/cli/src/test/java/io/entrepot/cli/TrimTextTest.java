package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.monitor.core.trim.Loss;
import io.entrepot.monitor.core.trim.TrimPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrimTextTest {

    @Test
    void saysWhatGoesAndWhoLosesWhatAnImageOfManyGenerationsOnce() {
        TrimPlan plan = new TrimPlan(List.of(new TrimPlan.Cut(0, 5, 90, 100, 1, 7, 2, Optional.of(loss(Loss.Kind.UNFINISHED, "vm\u001b2", "oslo")))),
                List.of(loss(Loss.Kind.RECORDS, "vm1", ""), loss(Loss.Kind.RECORDS, "vm1", ""), loss(Loss.Kind.UNREAD, "", "bergen"),
                new Loss(Loss.Kind.UNREADABLE, 0, "vm3", "", "", 17)));

        assertThat(TrimText.lines(plan, true)).containsExactly(
                "Partition 0: would trim interim offsets 5 to 90 of 100, and journal offsets 1 to 7; held by vm\uFFFD2, which destination oslo has not"
                        + " finished",
                "  the journal no longer tells of 2 finished images: an agent without its state sends them again, and any agent may send some of"
                    + " their names",
                "  no longer to be replayed, verified or repaired: vm1 (2 generations)",
                "  LOST: destination bergen has not read all of partition 0, and has to be reset",
                "  PERHAPS LOST: what is needed by the record at interim offset 17 of partition 0, one of vm3, which cannot be read here: trim with an"
                        + " entrepot as new as the agents'");
    }

    private static Loss loss(Loss.Kind kind, String image, String destination) {
        return new Loss(kind, 0, image, "", destination);
    }
}
