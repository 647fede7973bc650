package io.entrepot.systemtests.cluster;

import io.entrepot.destination.CommitStep;
import io.entrepot.systemtests.cluster.Fault.Leg;
import io.entrepot.systemtests.cluster.Fault.Reach;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which faults there are, how often each strikes, and which of them strike one lot of images together. */
final class FaultTable {

    /** As often as the most frequent fault strikes. */
    static final int ROUNDS = 30;

    /** Seconds for which somebody is cut off in the table. */
    private static final int CUT_MAX_S = 60;
    /** And where each fault strikes once, beside other tests: up to twice a session. */
    private static final int CUT_MAX_ONCE_S = 12;

    private static final Fault AGENT_KILLED = new Fault("agent killed", 30, Leg.SENDING, trial -> Faults.kill(agent(trial)));
    private static final Fault RESEQUENCER_KILLED = new Fault("resequencer killed", 30, Leg.ORDERING,
            trial -> Faults.kill(Faults.resequencer(trial)));
    private static final Fault WRITER_KILLED = new Fault("writer killed", 30, Leg.WRITING, trial -> Faults.kill(Faults.writer(trial)));
    private static final Fault STATE_DELETED = new Fault("resequencer killed, state deleted", 10, Leg.ORDERING, Faults::loseState);
    private static final Fault WRITER_STOPPED = new Fault("writer stopped, its place wanted", 5, Leg.WRITING, Faults::stopWriter);
    private static final Fault REGISTRY_DOWN = new Fault("schema registry down", 5, Leg.SENDING, Reach.CLUSTER, Faults::registryDown);
    private static final Fault AGENT_STOPPED = new Fault("agent stopped, its place taken", 5, Leg.SENDING, Faults::replaceAgent);
    private static final Fault RESEQUENCER_STOPPED = new Fault("resequencer stopped, its place taken", 5, Leg.ORDERING, Faults::stopResequencer);
    private static final Fault WRITERS_ABSENT = new Fault("writers absent for the whole sending", 3, Leg.NONE, Faults::writersAbsent);

    /** What lets its lot go is the last to strike it. */
    private static final List<List<Fault>> LOTS = List.of(
            List.of(AGENT_KILLED, RESEQUENCER_KILLED, killedBehind(CommitStep.WRITE), killedBehind(CommitStep.FORCE),
                    killedBehind(CommitStep.RECEIPT)),
            List.of(WRITER_KILLED, new Fault("resequencers killed, transaction open", 30, Leg.ORDERING, OrderingFaults::killWithOpenTransaction),
                    killedBehind(CommitStep.RECORD), killedBehind(CommitStep.RENAME)),
            List.of(STATE_DELETED, new Fault("resequencers' stale state put back", 10, Leg.ORDERING, OrderingFaults::putBackStaleState),
                    new Fault("destination full, then freed", 5, Leg.WRITING, DiskFaults::fillDestination)),
            cutOff(CUT_MAX_S),
            List.of(new Fault("newer generation over an unfinished one", 3, Leg.SENDING, AgentFaults::openNewer), WRITER_STOPPED, AGENT_STOPPED),
            List.of(RESEQUENCER_STOPPED),
            List.of(new Fault("agent that never comes back", 3, Leg.SENDING, AgentFaults::neverComeBack)),
            List.of(new Fault("image stalled for ever", 3, Leg.SENDING, AgentFaults::stallForEver)),
            List.of(WRITERS_ABSENT),
            List.of(REGISTRY_DOWN, new Fault("brokers killed one after the other", 5, Leg.WRITING, Reach.CLUSTER, Faults::rollingKill),
                    new Fault("broker's disk full, then freed", 5, Leg.WRITING, Reach.CLUSTER, DiskFaults::fillBroker)));

    private FaultTable() {
    }

    /** What is quick, once each and several to a lot. */
    static Stream<List<Fault>> once() {
        List<Fault> cutOff = Stream.concat(cutOff(CUT_MAX_ONCE_S).stream(), Stream.of(RESEQUENCER_STOPPED)).toList();
        return Stream.of(List.of(AGENT_KILLED, RESEQUENCER_KILLED, WRITER_KILLED, STATE_DELETED), cutOff,
                List.of(WRITER_STOPPED, REGISTRY_DOWN, AGENT_STOPPED), List.of(WRITERS_ABSENT));
    }

    /**
     * Each fault once in a round, until it has struck as often as it is to.
     *
     * @param from the first round, from 1
     * @param to   the last round
     */
    static Stream<List<Fault>> rounds(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed()
                .flatMap(round -> LOTS.stream().map(lot -> lot.stream().filter(fault -> fault.trials() >= round).toList()))
                .filter(lot -> !lot.isEmpty());
    }

    private static List<Fault> cutOff(int secondsMax) {
        return List.of(new Fault("agent cut off", 10, Leg.SENDING, trial -> Faults.cutOff(trial, agent(trial), secondsMax)),
                new Fault("resequencer cut off", 10, Leg.ORDERING, trial -> Faults.cutOff(trial, Faults.resequencer(trial), secondsMax)),
                new Fault("writer cut off", 10, Leg.WRITING, trial -> Faults.cutOff(trial, Faults.writer(trial), secondsMax)));
    }

    private static Fault killedBehind(CommitStep step) {
        return new Fault("writer killed behind " + step, 30, Leg.WRITING, trial -> Faults.killBehind(trial, step));
    }

    private static Node agent(Trial trial) {
        return trial.agents().get(trial.sendingAgent());
    }
}
