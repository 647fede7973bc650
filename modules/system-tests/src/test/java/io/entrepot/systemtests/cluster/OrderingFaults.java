package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What goes wrong with resequencers beyond a kill. */
final class OrderingFaults {

    /** Offsets after which what was noted before is stale. */
    private static final int MORE = 4;
    /** Far longer than what is on its way to a broker needs to arrive, and shorter than a session. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private OrderingFaults() {
    }

    /** Kafka does not say whose a transaction is; while all of them stand still nobody can end it. */
    static void killWithOpenTransaction(Trial trial) {
        List<Node> all = trial.crossing().resequencers();
        Map<String, Long> open = new HashMap<>();
        Node.patiently("a resequencer to stand still with a transaction open").until(() -> {
            all.forEach(Node::halt);
            Faults.pass(ON_ITS_WAY);
            open.putAll(trial.crossing().resequencersTransactions());
            if (open.isEmpty()) {
                all.forEach(Node::goOn);
            }
            return !open.isEmpty();
        });
        all.forEach(Faults::killed);
        assertThat(trial.crossing().resequencersTransactions()).as("transactions that were open before the kill, and are").isEqualTo(open);
        all.forEach(Node::startAgain);
    }

    /** As from a backup: of some time ago, and taken for what it is not. What the tasks' topics say since then is right all the same. */
    static void putBackStaleState(Trial trial) {
        List<Node> all = trial.crossing().resequencers();
        all.forEach(Node::terminate);
        all.forEach(Node::awaitEnd);
        all.forEach(trial.cluster()::keepState);
        all.forEach(Node::startAgain);
        long before = trial.crossing().course().ordered();
        Node.patiently("the state to be stale").until(() -> trial.crossing().course().ordered() >= before + MORE);
        all.forEach(Faults::killed);
        all.forEach(trial.cluster()::putBackState);
        all.forEach(Node::startAgain);
    }
}
