package io.entrepot.systemtests.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.Summary;
import io.entrepot.systemtests.fleet.TestFleet;
import io.entrepot.systemtests.process.Cluster;
import io.entrepot.systemtests.process.Destination;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all destinations have is trimmed, what one of them lacks is not, and who sends afterwards refers to nothing that is gone. */
class TrimTest {

    private static final int IMAGE_MIB = 4;
    private static final int SOME_IMAGES_FAILED = 3;
    private static final List<String> FIRST = List.of(TestFleet.GOLDEN, TestFleet.STRANGER, TestFleet.TINY);
    private static final List<String> SECOND = List.of(TestFleet.CLONE, TestFleet.SHIFTED);

    @TempDir
    private Path directory;

    @Test
    void trimsWhatIsDeliveredAndNothingElse() {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        Destination there = new Destination(directory.resolve("there"));
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0")) {
            assertThat(cluster.topics("create", "--fleet", "f", "--partitions", "1", "--replication-factor", "1").run().exit()).isZero();
            // Given nobody has received anything
            long newOfFirst = sent(cluster, fleet, FIRST, "first");
            Result nobody = trim(cluster);
            assertThat(nobody.exit()).as("%s", nobody).isZero();
            assertThat(nobody.said()).contains("nothing to trim").contains("there being no destination");
            Result forbidden = trim(cluster, "--before", "0:5");
            assertThat(forbidden.exit()).as("%s", forbidden).isEqualTo(1);
            assertThat(forbidden.said()).contains("LOST: " + TestFleet.GOLDEN).contains("Nothing was trimmed").contains("would trim");

            // When a destination has all of it
            received(cluster, there, FIRST);
            Result dry = trim(cluster, "--dry-run");
            assertThat(dry.exit()).as("%s", dry).isZero();
            assertThat(dry.said()).contains("would trim").contains("no longer to be replayed, verified or repaired: " + TestFleet.GOLDEN).doesNotContain("LOST");
            assertThat(verified(cluster, there).exit()).as("a dry run trims nothing").isZero();
            Result done = trim(cluster);

            // Then it goes, and what is gone can no longer be verified, which is said
            assertThat(done.exit()).as("%s", done).isZero();
            Result gone = verified(cluster, there);
            assertThat(gone.exit()).as("%s", gone).isEqualTo(SOME_IMAGES_FAILED);
            assertThat(gone.said()).contains("no longer on the interim topic").contains("unverifiable");
            there.holdsExactly(fleet, FIRST);

            // When clones of what was trimmed are sent
            long newOfSecond = sent(cluster, fleet, SECOND, "first");

            // Then nothing refers to what is gone: most is published anew, and another destination gets it from the topic alone
            assertThat(newOfSecond).as("published anew").isGreaterThan(newOfFirst / 3);
            Destination later = new Destination(directory.resolve("later"));
            received(cluster, later, SECOND, "other");
            later.holdsExactly(fleet, SECOND);
            assertThat(trim(cluster, "--dry-run").said()).as("the first destination lacks these").contains("nothing to trim; held by");
        }
    }

    /** It waits for a transaction that somebody has open; agents heed what it has announced, until it takes that back. */
    @Test
    void whenItIsInterruptedNothingIsTrimmedAndNothingStaysAnnounced() throws Exception {
        TestFleet fleet = TestFleet.make(directory.resolve("images"), IMAGE_MIB);
        try (Cluster cluster = Cluster.start(directory, "PLAINTEXT://127.0.0.1:0");
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServer()));
                KafkaProducer<byte[], byte[]> slow = new KafkaProducer<>(Map.of("bootstrap.servers", cluster.bootstrapServer(),
                        "transactional.id", "slow", "transaction.timeout.ms", "600000"), new ByteArraySerializer(), new ByteArraySerializer())) {
            // Given
            assertThat(cluster.topics("create", "--fleet", "f", "--partitions", "1", "--replication-factor", "1").run().exit()).isZero();
            sent(cluster, fleet, FIRST, "first");
            slow.initTransactions();
            slow.beginTransaction();
            slow.send(new ProducerRecord<>("entrepot.f.interim", 0, null, new byte[0])).get();

            // When
            try (RunningCopy trim = cluster.topics("trim", "--fleet", "f", "--schema-registry", cluster.registry(), "--before", "0:2", "--force")
                    .start()) {
                RunningCopy.patiently().until(() -> announced(admin) == 2);
                trim.interrupt();
                Result interrupted = trim.result();

                // Then
                assertThat(interrupted.exit()).as("%s", interrupted).isEqualTo(130);
                assertThat(interrupted.said()).contains("It was interrupted: nothing was trimmed.");
            }
            assertThat(announced(admin)).isZero();
            slow.abortTransaction();
        }
    }

    /** Below which offset agents are to refer to nothing; -1 where nobody has ever said so. */
    private static long announced(Admin admin) throws Exception {
        try {
            OffsetAndMetadata position = admin.listConsumerGroupOffsets("entrepot.f.trim").partitionsToOffsetAndMetadata().get()
                    .get(new TopicPartition("entrepot.f.interim", 0));
            return position == null ? -1 : position.offset();
        } catch (ExecutionException e) {
            return -1;
        }
    }

    private static long sent(Cluster cluster, TestFleet fleet, List<String> names, String agent) {
        List<String> options = new ArrayList<>(List.of("--fleet", "f", "--agent", agent, "--root", fleet.root().toString()));
        names.forEach(name -> options.add(fleet.path(name).toString()));
        Result result = cluster.part("send", "agent", options.toArray(String[]::new)).run();
        assertThat(result.exit()).as("%s", result).isZero();
        return Summary.of(result).number("newBytes");
    }

    private static void received(Cluster cluster, Destination there, List<String> names) {
        received(cluster, there, names, "d");
    }

    private static void received(Cluster cluster, Destination there, List<String> names, String destination) {
        try (RunningCopy receiver = cluster.part("receive", "receive-" + destination, "--fleet", "f", "--destination", destination, "--to",
                there.root().toString()).start()) {
            names.forEach(name -> receiver.awaitLine(line -> Cluster.says(line, "committed", name)));
            receiver.terminate();
            receiver.result();
        }
    }

    private static Result trim(Cluster cluster, String... options) {
        List<String> all = new ArrayList<>(List.of("--fleet", "f", "--schema-registry", cluster.registry()));
        all.addAll(List.of(options));
        return cluster.topics("trim", all.toArray(String[]::new)).run();
    }

    private static Result verified(Cluster cluster, Destination there) {
        return cluster.command("verify", "--fleet", "f", "--destination", "d", "--to", there.root().toString()).run();
    }
}
