package io.entrepot.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/** Disks that are full for a while. */
final class DiskFaults {

    private DiskFaults() {
    }

    /** The writer says what is the matter and ends; once there is room again, it goes on. */
    static void fillDestination(Trial trial) {
        int number = trial.either();
        Node writer = trial.crossing().writers().get(number);
        end(writer);
        SmallDisk disk = trial.cluster().disk(trial.crossing().volume(number));
        writer.startAgain();
        disk.fill();
        trial.crossing().letGo();
        assertThat(writer.awaitEnd()).as("%s", writer).isEqualTo(Faults.FAILED);
        assertThat(writer.said()).as("what it says of a full disk").anyMatch(line -> line.contains("make room"));
        disk.free();
        writer.startAgain();
    }

    /** The broker dies of it; two others are enough to go on, and the third catches up. */
    static void fillBroker(Trial trial) {
        int number = trial.upTo(trial.cluster().brokers().nodes().size());
        Node broker = trial.cluster().brokers().nodes().get(number - 1);
        end(broker);
        SmallDisk disk = trial.cluster().disk(trial.cluster().brokers().logs(number));
        broker.startAgain();
        trial.cluster().awaitBrokers();
        disk.fill();
        trial.crossing().letGo();
        assertThat(broker.awaitEnd()).as("%s", broker).isNotZero();
        disk.free();
        broker.startAgain();
        trial.cluster().awaitBrokers();
    }

    private static void end(Node node) {
        node.terminate();
        node.awaitEnd();
    }
}
