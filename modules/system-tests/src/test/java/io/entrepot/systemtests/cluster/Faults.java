package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.cluster.Fault.Leg;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The faults of the table. */
final class Faults {

    static final int KILLED = 128 + 9;
    static final int FAILED = 1;
    private static final List<CommitStep> KILL_STEPS = List.of(CommitStep.WRITE, CommitStep.FORCE, CommitStep.RECORD, CommitStep.RENAME,
            CommitStep.RECEIPT);

    private Faults() {
    }

    /** Each list strikes one lot of images when each fault is tried once: what is quick together, what takes its time alone. */
    static List<List<Fault>> groups() {
        return List.of(
                List.of(new Fault("agent killed", 30, Leg.SENDING, trial -> kill(trial.agents().get(trial.either()))),
                        new Fault("resequencer killed", 30, Leg.ORDERING, trial -> kill(resequencer(trial))),
                        new Fault("writer killed", 30, Leg.WRITING, trial -> kill(writer(trial))),
                        new Fault("resequencer killed, state deleted", 10, Leg.ORDERING, Faults::loseState)),
                List.of(new Fault("agent cut off", 10, Leg.SENDING, trial -> cutOff(trial.agents().get(trial.either()))),
                        new Fault("resequencer cut off", 10, Leg.ORDERING, trial -> cutOff(resequencer(trial))),
                        new Fault("writer cut off", 10, Leg.WRITING, trial -> cutOff(writer(trial)))),
                List.of(new Fault("writer stopped, its place wanted", 5, Leg.WRITING, Faults::stopWriter),
                        new Fault("schema registry down", 5, Leg.SENDING, Faults::registryDown),
                        new Fault("agent stopped, its place taken", 5, Leg.SENDING, Faults::replaceAgent)),
                List.of(new Fault("resequencer stopped, its place taken", 5, Leg.ORDERING, Faults::stopResequencer)),
                List.of(new Fault("writers absent for the whole sending", 3, Leg.NONE, Faults::writersAbsent)));
    }

    /** All of them, also what takes minutes by itself. */
    static List<Fault> table() {
        return Stream.of(groups().stream().flatMap(List::stream), KILL_STEPS.stream().map(Faults::killedBehind), minutesLong())
                .flatMap(faults -> faults).toList();
    }

    private static Stream<Fault> minutesLong() {
        return Stream.of(
                new Fault("brokers killed one after the other", 5, Leg.WRITING, Faults::rollingKill),
                new Fault("resequencers killed, transaction open", 30, Leg.ORDERING, OrderingFaults::killWithOpenTransaction),
                new Fault("resequencers' stale state put back", 10, Leg.ORDERING, OrderingFaults::putBackStaleState),
                new Fault("destination full, then freed", 5, Leg.WRITING, DiskFaults::fillDestination),
                new Fault("broker's disk full, then freed", 5, Leg.WRITING, DiskFaults::fillBroker),
                new Fault("image stalled for ever", 3, Leg.SENDING, AgentFaults::stallForEver),
                new Fault("agent that never comes back", 3, Leg.SENDING, AgentFaults::neverComeBack),
                new Fault("newer generation over an unfinished one", 3, Leg.SENDING, AgentFaults::openNewer));
    }

    private static Fault killedBehind(CommitStep step) {
        return new Fault("writer killed behind " + step, 30, Leg.WRITING, trial -> killBehind(trial, step));
    }

    /** A process that dies by itself at the right moment takes the writer's place until then. */
    private static void killBehind(Trial trial, CommitStep step) {
        int number = trial.either();
        Node writer = trial.crossing().writers().get(number);
        killed(writer);
        Node doomed = trial.crossing().doomedWriter(number, trial.name() + "-doomed", step, trial.upTo(2)).start();
        trial.crossing().letGo();
        assertThat(doomed.awaitEnd()).as("behind %s, %s", step, doomed).isEqualTo(KILLED);
        writer.startAgain();
    }

    private static Node resequencer(Trial trial) {
        return trial.crossing().resequencers().get(trial.either());
    }

    private static Node writer(Trial trial) {
        return trial.crossing().writers().get(trial.either());
    }

    static void killed(Node node) {
        assertThat(node.isRunning()).as("runs before it is killed: %s", node).isTrue();
        node.kill();
        assertThat(node.awaitEnd()).as("%s", node).isEqualTo(KILLED);
    }

    private static void kill(Node node) {
        killed(node);
        node.startAgain();
    }

    /** What it has noted is gone, but for what stands in Kafka. */
    private static void loseState(Trial trial) {
        Node resequencer = resequencer(trial);
        killed(resequencer);
        trial.cluster().deleteState(resequencer);
        resequencer.startAgain();
    }

    /** Each is missed, is back, and has caught up before the next one dies; two of three are needed for a write. */
    private static void rollingKill(Trial trial) {
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

    /** For longer than a session: others are told that it is gone. */
    private static void cutOff(Node node) {
        assertThat(node.isRunning()).as("runs before it is cut off: %s", node).isTrue();
        node.cutOff();
        pass(TestCluster.SESSION.multipliedBy(2));
        node.reconnect();
    }

    /** Another process under the agent's name does all its work; the first one wakes up and finds itself replaced. */
    private static void replaceAgent(Trial trial) {
        int number = trial.either();
        Node first = trial.agents().get(number);
        first.freeze();
        Node second = trial.otherAgent(number).start();
        trial.agents().set(number, second);
        assertThat(second.awaitEnd()).as("%s", second).isZero();
        first.thaw();
        assertThat(first.awaitEnd()).as("what was replaced ends, %s", first).isNotZero();
    }

    /** The other one takes its partition. */
    private static void stopResequencer(Trial trial) {
        Node resequencer = resequencer(trial);
        resequencer.freeze();
        trial.crossing().letGo();
        trial.agents().forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
        trial.crossing().awaitCommitted(trial.files());
        resequencer.thaw();
        assertThat(resequencer.isRunning()).as("%s", resequencer).isTrue();
    }

    /** A volume has one writer, also when that one does not move. */
    private static void stopWriter(Trial trial) {
        int number = trial.either();
        Node writer = trial.crossing().writers().get(number);
        writer.freeze();
        pass(TestCluster.SESSION);
        Node second = trial.crossing().writer(number, trial.name() + "-second-writer").start();
        assertThat(second.awaitEnd()).as("%s", second).isEqualTo(FAILED);
        writer.thaw();
    }

    /** Parts that run know their schemas; one that starts says what it misses. */
    private static void registryDown(Trial trial) {
        Node registry = trial.cluster().registry().node();
        Node agent = trial.agents().get(trial.either());
        registry.cutOff();
        killed(agent);
        agent.startAgain();
        assertThat(agent.awaitEnd()).as("%s", agent).isEqualTo(FAILED);
        assertThat(agent.said()).as("what it says without a registry").anyMatch(line -> line.contains("chema registry"));
        registry.reconnect();
        agent.startAgain();
    }

    /** What was sent waits in Kafka, and nowhere else. */
    private static void writersAbsent(Trial trial) {
        trial.crossing().writers().forEach(writer -> {
            writer.terminate();
            writer.awaitEnd();
        });
        trial.agents().forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
        assertThat(trial.committed()).as("images committed without a writer").isZero();
        trial.crossing().writers().forEach(Node::startAgain);
    }

    static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
    }
}
