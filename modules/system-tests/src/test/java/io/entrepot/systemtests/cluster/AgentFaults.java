package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Agents that leave images unfinished. */
final class AgentFaults {

    private AgentFaults() {
    }

    /** The others are committed meanwhile; then, against all odds, it goes on. */
    static void stallForEver(Trial trial) {
        int number = trial.sendingAgent();
        Node agent = trial.agents().get(number);
        agent.freeze();
        othersArrive(trial, number);
        agent.thaw();
    }

    /** Its images are sent by another one, as newer generations over those that it has left unfinished. */
    static void neverComeBack(Trial trial) {
        int number = trial.sendingAgent();
        Faults.killed(trial.agents().get(number));
        othersArrive(trial, number);
        Node successor = trial.crossing().successor(trial.name() + "-successor", trial.share(number)).start();
        trial.agents().set(number, successor);
    }

    /** It is back at once, but the first of its images, which it had only begun, is another one by now. */
    static void openNewer(Trial trial) {
        int number = trial.sendingAgent();
        Node agent = trial.agents().get(number);
        Faults.killed(agent);
        change(trial.share(number).get(0));
        agent.startAgain();
    }

    private static void othersArrive(Trial trial, int number) {
        trial.crossing().letGo();
        Node other = trial.agents().get(1 - number);
        assertThat(other.awaitEnd()).as("%s", other).isZero();
        List<Path> others = trial.share(1 - number);
        trial.crossing().awaitCommitted(others);
        assertThat(trial.committed()).as("images committed without the rest").isLessThan(trial.files().size());
    }

    private static void change(Path image) {
        try {
            Files.write(image, new byte[] {1}, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
