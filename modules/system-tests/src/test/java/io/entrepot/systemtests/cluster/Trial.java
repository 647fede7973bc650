package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.cluster.Fault.Leg;
import io.entrepot.systemtests.fleet.TestFleet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** One lot of images that is sent by two agents and hit by faults on its way. */
final class Trial {

    static final String UNLIMITED = "unlimited";

    private static final int AGENTS = 2;
    private static final int IMAGE_MIB = 8;
    /** A lot would be under way for minutes; agents are let go when all faults have struck. */
    private static final String HELD_BACK = "48KiB/s";
    /** Offsets that are passed before a fault strikes, and as many more by chance. */
    private static final int BEGUN = 3;
    /** In what an agent says of its progress, in all or of an image. */
    private static final Pattern READ_SOMETHING = Pattern.compile("\"readBytes\":[1-9]");

    private final TestCluster cluster;
    private final Crossing crossing;
    private final String name;
    private final List<Fault> faults;
    private final SplittableRandom random;
    private final List<Path> files;
    private final List<Node> agents = new ArrayList<>();

    /**
     * @param name   of the lot, its own
     * @param faults one after the other
     */
    Trial(TestCluster cluster, Crossing crossing, String name, List<Fault> faults, SplittableRandom random) {
        this.cluster = cluster;
        this.crossing = crossing;
        this.name = name;
        this.faults = faults;
        this.random = random;
        TestFleet lot = TestFleet.make(crossing.lot(name), IMAGE_MIB, 0, random.nextLong());
        files = lot.names().stream().map(lot::path).toList();
        String rate = faults.stream().allMatch(fault -> fault.leg() == Leg.NONE) ? UNLIMITED : HELD_BACK;
        for (int i = 0; i < AGENTS; i++) {
            agents.add(agent(i, "-agent-" + i, rate));
        }
    }

    private Node agent(int number, String suffix, String rate) {
        return crossing.agent("a" + number, name + suffix, "agent-a" + number, rate, share(number));
    }

    /** Another process under an agent's name, with a state of its own, not started. */
    Node otherAgent(int number) {
        return crossing.agent("a" + number, name + "-other-" + number, name + "-other-" + number, UNLIMITED, share(number));
    }

    /** The images of one agent. */
    List<Path> share(int number) {
        List<Path> share = new ArrayList<>();
        for (int i = number; i < files.size(); i += AGENTS) {
            share.add(files.get(i));
        }
        return share;
    }

    /** Sends the lot, lets each fault strike in the middle, and waits until all is where it should be; says what was seen. */
    List<String> survives() {
        Course start = crossing.course();
        agents.parallelStream().forEach(Node::start);
        List<Hit> hits = new ArrayList<>();
        for (Fault fault : faults) {
            hits.add(strike(fault, start));
        }
        if (agents.stream().anyMatch(Node::isRunning)) {
            crossing.letGo();
        }
        agents.forEach(agent -> assertThat(agent.awaitEnd()).as("%s", agent).isZero());
        crossing.awaitCommitted(files);
        Course end = crossing.course().since(start);
        hits.forEach(hit -> hit.isMidway(end));
        crossing.isWhole(files);
        crossing.isUp();
        crossing.audited(null);
        return hits.stream().map(hit -> hit.said(end, files.size())).toList();
    }

    private Hit strike(Fault fault, Course start) {
        Leg leg = fault.leg();
        if (leg != Leg.NONE) {
            Course before = crossing.course();
            long begun = BEGUN + random.nextInt(BEGUN);
            Node.patiently(leg + " to be under way").until(() -> leg.of(crossing.course().since(before)) >= begun);
        }
        Hit hit = new Hit(fault, crossing.course().since(start), committed());
        assertThat(hit.committed()).as("images committed before: %s", fault).isLessThan(files.size());
        fault.deed().accept(this);
        return hit;
    }

    /** @param committed images at that time */
    private record Hit(Fault fault, Course at, long committed) {

        private void isMidway(Course end) {
            if (fault.leg() != Leg.NONE) {
                assertThat(fault.leg().of(end)).as("offsets of %s in the end, %s when it was hit by: %s", fault.leg(), at, fault)
                        .isGreaterThan(fault.leg().of(at));
            }
        }

        private String said(Course end, int images) {
            return String.format("%-36s at %3d of %3d offsets sent, %3d of %3d ordered, %3d of %3d written; %d of %d images committed",
                    fault.name(), at.sent(), end.sent(), at.ordered(), end.ordered(), at.written(), end.written(), committed, images);
        }
    }

    /** How many of the images are at the destination. */
    long committed() {
        Map<String, String> states = crossing.receipts();
        return files.stream().filter(file -> "COMMITTED".equals(states.get(crossing.name(file)))).count();
    }

    /** One of the agents, by chance, that has begun to send: on a busy machine the other one may long be under way before it. */
    int sendingAgent() {
        int number = either();
        agents.get(number).awaitLine("sending", line -> READ_SOMETHING.matcher(line).find());
        return number;
    }

    /** One of two, by chance. */
    int either() {
        return random.nextInt(2);
    }

    /** From one to this many, by chance. */
    int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    TestCluster cluster() {
        return cluster;
    }

    Crossing crossing() {
        return crossing;
    }

    List<Path> files() {
        return files;
    }

    List<Node> agents() {
        return agents;
    }

    String name() {
        return name;
    }
}
