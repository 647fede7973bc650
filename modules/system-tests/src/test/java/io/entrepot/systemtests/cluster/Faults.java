package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What is done to parts, brokers and the registry, and what an operator does about it. */
final class Faults {

    static final int KILLED = 128 + 9;
    static final int FAILED = 1;
    private static final int CUT_MIN_S = 5;
    /** A busy machine may wake one as much later. */
    private static final Duration OVERSLEPT = Duration.ofMinutes(10);

    private Faults() {
    }

    /**
     * A process that dies by itself at the right moment takes the writer's place until then. Whole images come soon only when agents are let
     * go; checkpoints in the middle of one only while they are not.
     */
    static void killBehind(Trial trial, CommitStep step) {
        int number = trial.either();
        Node writer = trial.crossing().writers().get(number);
        killed(writer);
        Node doomed = trial.crossing().doomedWriter(number, trial.name() + "-doomed", step, trial.upTo(2)).start();
        if (step == CommitStep.RENAME) {
            trial.crossing().letGo();
        }
        assertThat(doomed.awaitEnd()).as("behind %s, %s", step, doomed).isEqualTo(KILLED);
        writer.startAgain();
    }

    static Node resequencer(Trial trial) {
        return trial.crossing().resequencers().get(trial.either());
    }

    static Node writer(Trial trial) {
        return trial.crossing().writers().get(trial.either());
    }

    static void killed(Node node) {
        assertThat(node.isRunning()).as("runs before it is killed: %s", node).isTrue();
        node.kill();
        assertThat(node.awaitEnd()).as("%s", node).isEqualTo(KILLED);
    }

    static void kill(Node node) {
        killed(node);
        node.startAgain();
    }

    /** What it has noted is gone, but for what stands in Kafka. */
    static void loseState(Trial trial) {
        Node resequencer = resequencer(trial);
        killed(resequencer);
        trial.cluster().deleteState(resequencer);
        resequencer.startAgain();
    }

    /** Each is missed, is back, and has caught up before the next one dies; two of three are needed for a write. */
    static void rollingKill(Trial trial) {
        for (Node broker : trial.cluster().brokers().nodes()) {
            killed(broker);
            trial.cluster().awaitLoss();
            Course before = trial.crossing().course();
            // While leaders move, nobody says where they are.
            Node.patiently("the crossing to go on without " + broker.name()).ignoreException(IllegalStateException.class).until(() -> !trial.crossing().course().equals(before));
            broker.startAgain();
            trial.cluster().awaitBrokers();
        }
    }

    /** For less than a session, or for so much longer that others are told that it is gone. */
    static void cutOff(Trial trial, Node node, int secondsMax) {
        assertThat(node.isRunning()).as("runs before it is cut off: %s", node).isTrue();
        node.cutOff();
        pass(Duration.ofSeconds(CUT_MIN_S - 1 + trial.upTo(secondsMax - CUT_MIN_S + 1)));
        node.reconnect();
    }

    /** Another process under the agent's name does all its work; the first one wakes up and finds itself replaced. */
    static void replaceAgent(Trial trial) {
        int number = trial.sendingAgent();
        Node first = trial.agents().get(number);
        first.freeze();
        Node second = trial.otherAgent(number).start();
        trial.agents().set(number, second);
        assertThat(second.awaitEnd()).as("%s", second).isZero();
        first.thaw();
        assertThat(first.awaitEnd()).as("what was replaced ends, %s", first).isNotZero();
    }

    /** The other one takes its partition; the first one wakes up and takes part again. */
    static void stopResequencer(Trial trial) {
        Node resequencer = resequencer(trial);
        resequencer.freeze();
        trial.crossing().letGo();
        trial.agents().forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
        trial.crossing().awaitCommitted(trial.files());
        resequencer.thaw();
        trial.crossing().awaitResequencers();
        assertThat(resequencer.isRunning()).as("%s", resequencer).isTrue();
    }

    /** A volume has one writer, also when that one does not move. */
    static void stopWriter(Trial trial) {
        int number = trial.either();
        Node writer = trial.crossing().writers().get(number);
        writer.freeze();
        pass(TestCluster.SESSION);
        Node second = trial.crossing().writer(number, trial.name() + "-second-writer").start();
        assertThat(second.awaitEnd()).as("%s", second).isEqualTo(FAILED);
        writer.thaw();
    }

    /** Parts that run know their schemas; one that starts says what it misses. */
    static void registryDown(Trial trial) {
        Node registry = trial.cluster().registry().node();
        Node agent = trial.agents().get(trial.sendingAgent());
        registry.cutOff();
        killed(agent);
        agent.startAgain();
        assertThat(agent.awaitEnd()).as("%s", agent).isEqualTo(FAILED);
        assertThat(agent.said()).as("what it says without a registry").anyMatch(line -> line.contains("chema registry"));
        registry.reconnect();
        agent.startAgain();
    }

    /** What was sent waits in Kafka, and nowhere else. */
    static void writersAbsent(Trial trial) {
        trial.crossing().writers().forEach(writer -> {
            writer.terminate();
            writer.awaitEnd();
        });
        trial.agents().forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
        assertThat(trial.committed()).as("images committed without a writer").isZero();
        trial.crossing().writers().forEach(Node::startAgain);
    }

    static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plus(OVERSLEPT)).until(() -> true);
    }
}
