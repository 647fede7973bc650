package io.entrepot.monitor;

import static io.entrepot.monitor.core.Records.generation;
import static io.entrepot.monitor.core.Records.key;
import static io.entrepot.monitor.core.Records.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.monitor.core.trim.Loss;
import io.entrepot.monitor.core.trim.TrimPlan;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PortFixture.class)
class TrimmingTest {

    private static final String OSLO = "oslo";

    private PortFixture fixture;

    @BeforeEach
    void take(PortFixture broker) {
        fixture = broker;
    }

    @Test
    void whatARecordNeedsThatCannotBeReadIsNamed() {
        try (Port port = fixture.port("newer"); Trimming trimming = trimming(port)) {
            // Given
            port.admin.ensureDestination(port.topics, OSLO, (short) 1);
            port.committed(() -> {
                image(port, "golden", 1);
                port.interim(0, new RecordKey("clone", generation(2), 0L), "of a type to come".getBytes(StandardCharsets.UTF_8));
                port.receipt(OSLO, 0, key("golden", generation(1)), receipt(ReceiptState.COMMITTED, 1, 0, 0, null));
            });
            port.position(port.topics.applicationId(OSLO), port.topics.interim(), 0, 4);

            // When
            TrimPlan plan = trimming.plan(new TrimTarget.Delivered());

            // Then
            assertThat(plan.cuts().get(0).interimBefore()).isEqualTo(2);
            assertThat(plan.losesUndelivered()).as("H").isTrue();
            assertThat(plan.losses()).contains(new Loss(Loss.Kind.UNREADABLE, 0, "clone", generation(2), "", 2));
        }
    }

    /** Its agent, told to send it on another partition, gave that sending up: a retry has the one of before again. */
    @Test
    void whatGaveWayToAnotherPartitionStaysUntilThatHasBroughtTheImage() {
        try (Port port = fixture.port("moved"); Trimming trimming = trimming(port)) {
            // Given
            port.admin.ensureDestination(port.topics, OSLO, (short) 1);
            port.committed(() -> {
                image(port, "a", 1);
                port.interim(1, new RecordKey("a", generation(2), 0L), opened());
                port.receipt(OSLO, 0, key("a", generation(1)), receipt(ReceiptState.SUPERSEDED, 1, 0, 0, null));
                port.receipt(OSLO, 1, key("a", generation(2)), receipt(ReceiptState.RECEIVING, 1, 0, 0, null));
            });
            port.position(port.topics.applicationId(OSLO), port.topics.interim(), 0, 2);

            // Then
            assertThat(trimming.plan(new TrimTarget.Delivered()).cuts().get(0).interimBefore()).as("H: the other one may come to nothing").isZero();

            // When
            port.committed(() -> {
                port.interim(1, new RecordKey("a", generation(2), 0L), new ImageAborted("It changed.", null));
                port.receipt(OSLO, 1, key("a", generation(2)), receipt(ReceiptState.FAILED, 1, 0, 0, "It was given up."));
            });

            // Then
            TrimPlan.Cut kept = trimming.plan(new TrimTarget.Delivered()).cuts().get(0);
            assertThat(kept.interimBefore()).as("H: it has neither").isZero();
            assertThat(kept.holder()).contains(new Loss(Loss.Kind.UNFINISHED, 0, "a", generation(1), OSLO));

            // When
            port.committed(() -> {
                port.interim(1, new RecordKey("a", generation(4), 0L), new ImageOpened(0L, "agent-7", 1, 0, 0644, 0L, Instant.EPOCH.minusMillis(1)));
                port.receipt(OSLO, 1, key("a", generation(4)), receipt(ReceiptState.COMMITTED, 1, 5, 0, null));
            });

            // Then
            assertThat(trimming.plan(new TrimTarget.Delivered()).cuts().get(0).interimBefore()).as("H: that is an older one").isZero();

            // When
            port.committed(() -> port.receipt(OSLO, 1, key("a", generation(3)), receipt(ReceiptState.COMMITTED, 1, 9, 0, null)));

            // Then
            assertThat(trimming.plan(new TrimTarget.Delivered()).cuts().get(0).interimBefore()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void ofTwoAtOnceTheOneThatCameLastGoesOn() {
        try (Port port = fixture.port("twice"); Trimming first = trimming(port); Trimming second = trimming(port)) {
            // Given
            port.committed(() -> {
                image(port, "a", 1);
                image(port, "b", 2);
            });
            TopicPartition place = new TopicPartition(port.topics.interim(), 0);
            TrimTarget more = new TrimTarget.Before(Map.of(0, 4L));
            TrimTarget less = new TrimTarget.Before(Map.of(0, 2L));
            TrimPlan firstPlan = first.settle(first.plan(more), more);

            // When
            TrimPlan secondPlan = second.settle(second.plan(less), less);

            // Then
            assertThat(port.admin.positions(port.topics.trimGroup())).as("A: the first may be deleting already").containsEntry(place, 4L);
            assertThatThrownBy(() -> first.carryOut(firstPlan)).isInstanceOf(MonitorException.class)
                    .hasMessageStartingWith("Another entrepot topics trim of the fleet twice was begun meanwhile");
            first.withdraw();
            assertThat(port.admin.startOffsets(port.topics.interim())).containsEntry(place, 0L);
            assertThat(port.admin.positions(port.topics.trimGroup())).as("A: it is the second's").containsEntry(place, 4L);

            // When
            second.carryOut(secondPlan);

            // Then
            assertThat(port.admin.startOffsets(port.topics.interim())).containsEntry(place, 2L);
            assertThat(port.admin.positions(port.topics.trimGroup())).containsEntry(place, 2L);
        }
    }

    /** Both have asked before anything was announced; one of them is still open when the other has ended. */
    @Test
    void whatCameWithATransactionThatWasOpenIsSeenThoughAnotherStaysOpenAmongIt() throws Exception {
        try (Port port = fixture.port("among"); Trimming trimming = trimming(port);
                KafkaProducer<byte[], byte[]> one = agent(port, "one"); KafkaProducer<byte[], byte[]> other = agent(port, "other")) {
            // Given
            port.committed(() -> {
                image(port, "a", 1);
                image(port, "b", 2);
            });
            one.beginTransaction();
            one.send(record(port, "clone", 3)).get();
            TrimTarget target = new TrimTarget.Before(Map.of(0, 4L));
            TrimPlan plan = trimming.plan(target);
            assertThat(plan.losses()).noneMatch(loss -> loss.kind() == Loss.Kind.UNREADABLE);

            // When
            CompletableFuture<TrimPlan> settled = CompletableFuture.supplyAsync(() -> trimming.settle(plan, target));
            TopicPartition place = new TopicPartition(port.topics.interim(), 0);
            await().atMost(Duration.ofMinutes(1)).until(() -> port.admin.positions(port.topics.trimGroup()).containsKey(place));
            other.beginTransaction();
            other.send(record(port, "late", 4)).get();
            one.send(record(port, "clone", 3)).get();
            one.commitTransaction();
            assertThatThrownBy(() -> settled.get(1, TimeUnit.SECONDS)).as("H: nobody can read what the first one has").isInstanceOf(TimeoutException.class);
            other.commitTransaction();

            // Then
            assertThat(settled.get(1, TimeUnit.MINUTES).losses().stream().filter(loss -> loss.kind() == Loss.Kind.UNREADABLE).map(Loss::image))
                    .as("H").contains("clone");
        }
    }

    /** Who waits for a transaction of a minute and is interrupted leaves agents nothing to heed. */
    @Test
    void oneThatIsStoppedWhileItWaitsTrimsNothingAndTakesBackWhatItAnnounced() throws Exception {
        try (Port port = fixture.port("stopped"); Trimming trimming = trimming(port); KafkaProducer<byte[], byte[]> agent = agent(port, "slow")) {
            // Given
            port.committed(() -> image(port, "a", 1));
            agent.beginTransaction();
            agent.send(record(port, "clone", 2)).get();
            TopicPartition place = new TopicPartition(port.topics.interim(), 0);
            TrimTarget target = new TrimTarget.Before(Map.of(0, 2L));
            TrimPlan plan = trimming.plan(target);
            CompletableFuture<TrimPlan> settled = CompletableFuture.supplyAsync(() -> trimming.settle(plan, target));
            await().atMost(Duration.ofMinutes(1)).until(trimming::isAnnounced);

            // When
            trimming.stop();

            // Then
            assertThatThrownBy(() -> settled.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(MonitorException.class)
                    .hasMessageEndingWith("It was interrupted: nothing was trimmed.");
            assertThatThrownBy(() -> trimming.carryOut(plan)).hasMessage("It was interrupted: nothing was trimmed.");
            trimming.withdraw();
            assertThat(trimming.isAnnounced()).isFalse();
            assertThat(port.admin.startOffsets(port.topics.interim())).containsEntry(place, 0L);
            agent.abortTransaction();
        }
    }

    @Test
    void whatOneHasAnnouncedThatWasKilledIsTakenBackByTheNextThatEndsThoughItTrimsNothing() {
        try (Port port = fixture.port("killed"); Trimming killed = trimming(port); Trimming next = trimming(port)) {
            // Given
            port.committed(() -> image(port, "a", 1));
            TrimTarget all = new TrimTarget.Before(Map.of(0, 2L));
            killed.settle(killed.plan(all), all);
            TrimTarget nothing = new TrimTarget.Before(Map.of(0, 0L));

            // When
            TrimPlan plan = next.plan(nothing);
            assertThat(next.isAnnounced()).isTrue();
            next.carryOut(next.settle(plan, nothing));

            // Then
            assertThat(next.isAnnounced()).isFalse();
            assertThat(port.admin.startOffsets(port.topics.interim())).containsEntry(new TopicPartition(port.topics.interim(), 0), 0L);
        }
    }

    private static KafkaProducer<byte[], byte[]> agent(Port port, String name) {
        KafkaProducer<byte[], byte[]> agent = new KafkaProducer<>(port.kafka.producer(port.topics.agentTransactionalId(name)));
        agent.initTransactions();
        return agent;
    }

    /** One that may refer to anything before it. */
    private static ProducerRecord<byte[], byte[]> record(Port port, String image, int generation) {
        byte[] key = port.wire.encode(port.topics.interim(), new RecordKey(image, generation(generation), 0L));
        return new ProducerRecord<>(port.topics.interim(), 0, key, "of a type to come".getBytes(StandardCharsets.UTF_8));
    }

    private static Trimming trimming(Port port) {
        return new Trimming(port.topics, port.kafka, port.registry);
    }

    private static ImageOpened opened() {
        return new ImageOpened(0L, "agent-7", 1, 0, 0644, 0L, Instant.EPOCH);
    }

    private static void image(Port port, String name, int generation) {
        RecordKey key = new RecordKey(name, generation(generation), 0L);
        port.interim(0, key, opened());
        port.interim(0, key, ImageSealed.newBuilder().setSize(0).setChain(ByteBuffer.allocate(32)).setZeroBytes(0).setNewBytes(0)
                .setKnownBytes(0).build());
    }
}
