package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong while images are sent, and what is on the topic then. */
@ExtendWith(FleetFixture.class)
class AgentFaultTest {

    private static final int RECORDS = 10;

    @TempDir
    private Path directory;
    private FleetFixture fixture;
    private FleetFixture.TestFleet fleet;

    @BeforeEach
    void makeFleet(FleetFixture broker) {
        fixture = broker;
        fleet = fixture.fleet(directory, 1);
    }

    @Test
    void whatWasStoppedGoesOnWhereItsLastTransactionEnded() throws Exception {
        // Given
        byte[] image = TestImage.random(1, 2_000);
        ImageFile file = fleet.image("image", image);
        var stopper = new AtomicReference<Agent>();
        var halfWay = new Progress() {
            @Override
            void at(long bytes) {
                if (bytes > image.length / 2) {
                    await().atMost(Duration.ofMinutes(5)).until(() -> !fleet.read().published.isEmpty());
                    stopper.get().stop();
                }
            }
        };

        // When
        try (Agent agent = fleet.agent("a", halfWay)) {
            stopper.set(agent);
            assertThat(agent.send(List.of(file))).containsExactly(new SendOutcome.Stopped("image"));
            assertThat(agent.send(List.of(file))).as("stopped for good")
                    .containsExactly(new SendOutcome.Stopped("image"));
        }
        var again = new Progress();
        SendOutcome outcome = fleet.send("a", again, file).get(0);

        // Then
        assertThat(outcome).isInstanceOf(SendOutcome.Sealed.class);
        assertThat(again.resumedBytes).as("went on").isPositive();
        assertRebuiltOnce("image", image);
    }

    @Test
    void anEntryOfASchemaThatNobodyKnowsDoesNotStopAnAgentThatGoesOn() throws Exception {
        // Given an index that stands right before it
        fleet.send("a", new Progress(), fleet.image("first", TestImage.random(1, 100)));
        byte[] unknown = ByteBuffer.allocate(20).putInt(1, 999_999).array();
        try (var hostile = new KafkaProducer<byte[], byte[]>(fixture.kafka().plainProducer("hostile"))) {
            hostile.send(new ProducerRecord<>(fleet.topics().journal(), 0, unknown, unknown)).get();
        }

        // When
        List<SendOutcome> outcomes = fleet.send("a", new Progress(), fleet.image("second", TestImage.random(2, 100)));

        // Then
        assertThat(outcomes).hasExactlyElementsOfTypes(SendOutcome.Sealed.class);
    }

    /** As over a long link, where a transaction takes seconds. */
    @Test
    void whatHadGoneWhenTheAgentWasStoppedDoesNotGoAgain() throws Exception {
        // Given
        byte[] image = TestImage.random(12, 1_500);
        ImageFile file = fleet.image("image", image);
        AgentSettings endless = fleet.builder("a").transactions(1L << 30, 30_000).build();
        var gone = new AtomicInteger();
        var hooks = new CallHooks() {
            @Override
            public void after(String call) {
                gone.addAndGet(call.equals("send") ? 1 : 0);
            }
        };
        var stopper = new AtomicReference<Agent>();
        var halfWay = new Progress() {
            @Override
            void at(long bytes) {
                if (bytes > image.length / 2) {
                    await().atMost(Duration.ofMinutes(5)).until(() -> gone.get() > RECORDS);
                    stopper.get().stop();
                }
            }
        };

        // When
        try (Agent agent = new Agent(endless, fixture.kafka(), fixture.registry(), halfWay,
                id -> CallHooks.open(fixture.kafka(), id, hooks))) {
            stopper.set(agent);
            assertThat(agent.send(List.of(file))).containsExactly(new SendOutcome.Stopped("image"));
        }
        InterimReader stopped = fleet.read();
        var again = new Progress();
        SendOutcome outcome = fleet.send("a", again, file).get(0);

        // Then
        long committedBytes = stopped.generations.values().iterator().next().bytes.size();
        assertThat(stopped.published).as("what had gone").hasSizeGreaterThanOrEqualTo(RECORDS / 2);
        assertThat(again.resumedBytes).as("went on behind it").isEqualTo(committedBytes);
        assertThat(outcome).isInstanceOf(SendOutcome.Sealed.class);
        assertRebuiltOnce("image", image);
    }

    @Test
    void anAgentThatDiesWithoutCommittingGoesOnWhereItsLastTransactionEnded() throws Exception {
        byte[] image = TestImage.random(2, 2_000);
        byte[] other = TestImage.changed(image, 3);
        ImageFile file = fleet.image("image", image);
        ImageFile otherFile = fleet.image("other", other);
        long resumedBytes = 0;
        for (int death = 1; death <= 3; death++) {
            long deadline = death * image.length / 4L;
            int publishedBefore = fleet.read().published.size();
            var dying = new Progress() {
                @Override
                void at(long bytes) {
                    if (bytes > deadline) {
                        await().atMost(Duration.ofMinutes(5)).until(() -> fleet.read().published.size() > publishedBefore);
                        throw new IllegalStateException("made to die");
                    }
                }
            };
            assertThatThrownBy(() -> fleet.send("a", dying, file, otherFile)).hasMessage("made to die");
            resumedBytes = Math.max(resumedBytes, dying.resumedBytes);
        }

        List<SendOutcome> outcomes = fleet.send("a", AgentListener.NONE, file, otherFile);

        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(resumedBytes).isPositive();
        assertRebuiltOnce("image", image);
        assertRebuiltOnce("other", other);
    }

    @Test
    void aTransactionThatFailsIsSentAgainFromTheLastCommittedPoint() throws Exception {
        sendThroughFaults(new FaultyProducer(fixture, 3, false));
    }

    @Test
    void aTransactionInDoubtThatWasCommittedIsNotSentAgain() throws Exception {
        sendThroughFaults(new FaultyProducer(fixture, 3, true));
    }

    private void sendThroughFaults(FaultyProducer producers) throws Exception {
        byte[] image = TestImage.random(4, 2_500);
        byte[] other = TestImage.changed(image, 5);
        ImageFile file = fleet.image("image", image);
        ImageFile otherFile = fleet.image("other", other);
        List<SendOutcome> outcomes;

        try (Agent agent = new Agent(fleet.settings("a"), fixture.kafka(), fixture.registry(), AgentListener.NONE,
                producers)) {
            outcomes = agent.send(List.of(file, otherFile));
        }

        assertThat(producers.faults()).isPositive();
        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertRebuiltOnce("image", image);
        assertRebuiltOnce("other", other);
    }

    @Test
    void sendingEndsWhenNothingIsCommittedAnyMore() throws Exception {
        ImageFile file = fleet.image("image", TestImage.random(6, 50));
        var producers = new FaultyProducer(fixture, 1, false);

        try (Agent agent = new Agent(fleet.settings("a"), fixture.kafka(), fixture.registry(), AgentListener.NONE,
                producers)) {
            assertThatThrownBy(() -> agent.send(List.of(file))).isInstanceOfSatisfying(SendException.class, failure -> {
                assertThat(failure).hasMessageContaining("made to time out")
                        .hasMessageContaining("sending again goes on");
                assertThat(failure.outcomes()).containsExactly(new SendOutcome.Stopped("image"));
            });
        }
        assertThat(fleet.read().generations).isEmpty();
    }

    @Test
    void anotherProcessWithTheSameNameEndsThisOneAndIsNamed() throws Exception {
        ImageFile file = fleet.image("image", TestImage.random(7, 1_000));
        var once = new AtomicBoolean();
        var other = new Progress() {
            @Override
            void at(long bytes) {
                if (bytes > 0 && once.compareAndSet(false, true)) {
                    try (var producer = new KafkaProducer<byte[], byte[]>(
                            fixture.kafka().producer(fleet.topics().agentTransactionalId("a")))) {
                        producer.initTransactions();
                    }
                }
            }
        };

        assertThatThrownBy(() -> fleet.send("a", other, file)).isInstanceOf(SendException.class)
                .hasMessageContaining("Another process sends as agent \"a\"");
    }

    @Test
    void oneThatIsStartedTwiceEndsTheSecondAndNotTheFirst() throws Exception {
        // Given
        ImageFile file = fleet.image("image", TestImage.random(7, 1_000));
        var second = new AtomicReference<Throwable>();
        var first = new Progress() {
            @Override
            void at(long bytes) {
                if (bytes > 0 && second.get() == null) {
                    second.set(catchThrowable(() -> fleet.send("a", AgentListener.NONE, file)));
                }
            }
        };

        // When
        List<SendOutcome> outcomes = fleet.send("a", first, file);

        // Then
        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(second.get()).isInstanceOf(SendException.class).hasMessageContaining("is in use by another process");
    }

    @Test
    void anImageThatChangesIsGivenUpWithAnErrorThatSaysSoAndTheOthersGoOn() throws Exception {
        byte[] bytes = TestImage.random(8, 3_000);
        ImageFile changing = fleet.image("changing", bytes);
        ImageFile steady = fleet.image("steady", bytes);
        var once = new AtomicBoolean();
        var writer = new Progress() {
            @Override
            public void progress(String name, long read, long fresh, long known, long zero, long sent) {
                if (name.equals("changing") && read > 0 && once.compareAndSet(false, true)) {
                    append(changing.path());
                }
            }
        };

        List<SendOutcome> outcomes = fleet.send("a", writer, changing, steady);

        assertThat(((SendOutcome.Failed) outcomes.get(0)).cause()).hasMessageContaining("changed while it was read");
        assertThat(outcomes.get(1)).isInstanceOf(SendOutcome.Sealed.class);
        InterimReader topic = fleet.read();
        assertThat(topic.generations.values()).filteredOn(one -> one.image.equals("changing"))
                .allSatisfy(one -> assertThat(one.aborted).contains("changed while it was read"));
        assertThat(topic.sealed("steady").get(0).bytes.toByteArray()).isEqualTo(bytes);
        assertThat(fleet.send("a", AgentListener.NONE, changing)).hasOnlyElementsOfType(SendOutcome.Sealed.class);
    }

    /** As after damage to the broker's disk: it cuts a topic off at the first record that it cannot read. */
    @Test
    void anInterimTopicThatHasLostWhatTheJournalQuotesIsNotBuiltOn() throws Exception {
        // Given
        fleet.send("a", new Progress(), fleet.image("image", TestImage.random(3, 500)));
        FleetFixture.TestFleet damaged = fixture.fleet(Files.createDirectory(directory.resolve("damaged")), 1);
        copyJournal(fleet, damaged);
        ImageFile other = damaged.image("other", TestImage.random(4, 50));

        // When, Then
        assertThatThrownBy(() -> damaged.send("b", new Progress(), other)).isInstanceOf(SendException.class)
                .hasMessageContaining(damaged.topics().interim()).hasMessageContaining("has lost records")
                .hasMessageContaining("ends at offset 0");
        assertThat(damaged.read().published).isEmpty();
    }

    private void copyJournal(FleetFixture.TestFleet from, FleetFixture.TestFleet to) throws Exception {
        var journal = new TopicPartition(from.topics().journal(), 0);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(fixture.kafka().reader("copy"));
                var producer = new KafkaProducer<byte[], byte[]>(fixture.kafka().producer("copy"))) {
            consumer.assign(List.of(journal));
            consumer.seekToBeginning(List.of(journal));
            long end = consumer.endOffsets(List.of(journal)).get(journal);
            producer.initTransactions();
            producer.beginTransaction();
            while (consumer.position(journal) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record ->
                        producer.send(new ProducerRecord<>(to.topics().journal(), 0, record.key(), record.value())));
            }
            producer.commitTransaction();
        }
    }

    @Test
    void agentsThatSendAtOnceDoNotDisturbEachOther() throws Exception {
        byte[] image = TestImage.random(10, 2_000);
        byte[] other = TestImage.changed(image, 11);
        ImageFile file = fleet.image("image", image);
        ImageFile otherFile = fleet.image("other", other);

        CompletableFuture<List<SendOutcome>> first =
                CompletableFuture.supplyAsync(() -> fleet.send("a", AgentListener.NONE, file));
        List<SendOutcome> outcomes = new ArrayList<>(fleet.send("b", AgentListener.NONE, otherFile));
        outcomes.addAll(first.get());

        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        InterimReader topic = fleet.read();
        assertThat(topic.sealed("image").get(0).bytes.toByteArray()).isEqualTo(image);
        assertThat(topic.sealed("other").get(0).bytes.toByteArray()).isEqualTo(other);
        assertThat(fleet.send("a", AgentListener.NONE, fleet.image("copy", image), file).get(0))
                .isInstanceOfSatisfying(SendOutcome.Sealed.class, copy ->
                        assertThat(copy.figures().newBytes()).isZero());
    }

    private void assertRebuiltOnce(String name, byte[] image) throws Exception {
        InterimReader topic = fleet.read();
        assertThat(topic.generations.values()).filteredOn(one ->
                one.image.equals(name)).as("one generation").hasSize(1);
        assertThat(topic.sealed(name).get(0).bytes.toByteArray()).isEqualTo(image);
        assertThat(topic.publishedAgain()).as("D: blocks published more than once").isZero();
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees where images are taken up, and does something on the way. */
    private static class Progress implements AgentListener {
        long resumedBytes;

        void at(long bytes) {
        }

        @Override
        public void opened(String name, String generation, long sizeBytes, long resumed) {
            resumedBytes = Math.max(resumedBytes, resumed);
        }

        @Override
        public void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes,
                long sentBytes) {
            at(readBytes);
        }
    }
}
