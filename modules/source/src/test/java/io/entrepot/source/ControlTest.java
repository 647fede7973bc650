package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.source.space.SpaceBounds;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import io.entrepot.wire.ControlSubject;
import io.entrepot.wire.ControlVerb;
import io.entrepot.wire.ControlWriter;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Orders on the control topic, and what an agent makes of them. */
@ExtendWith(FleetFixture.class)
@Timeout(900)
class ControlTest {

    @TempDir
    private Path directory;
    private FleetFixture fixture;
    private FleetFixture.TestFleet fleet;
    private ControlWriter control;

    @BeforeEach
    void makeFleet(FleetFixture broker) {
        fixture = broker;
        fleet = fixture.fleet(directory, 1);
        control = new ControlWriter(fixture.kafka(), new WireFormat(fixture.registry()), fleet.topics());
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void aPausedImageStandsStillAndTheOthersGoOnUntilItIsResumed() throws Exception {
        // Given: more images than are read at once, the first ones paused midway
        byte[] bytes = TestImage.random(1, 3_000);
        byte[] other = TestImage.random(2, 300);
        ImageFile a1 = fleet.image("a1", bytes);
        ImageFile a2 = fleet.image("a2", TestImage.changed(bytes, 3));
        ImageFile b = fleet.image("b", other);
        var midway = new Watch("a1", bytes.length / 4);

        // When
        CompletableFuture<List<SendOutcome>> sending = CompletableFuture.supplyAsync(() -> fleet.send("a", midway, a1, a2, b));
        midway.reached();
        order("a*", ControlVerb.PAUSE);
        midway.heard("PAUSE a*");
        midway.goOn();
        await().atMost(Duration.ofMinutes(5)).until(() -> midway.held.containsAll(List.of("a1", "a2")) && midway.sealed.contains("b"));

        // Then: nobody waits for an open transaction, and what there is of the image is whole as far as it goes
        assertThat(sending).isNotDone();
        InterimReader paused = fleet.read();
        assertThat(paused.sealed("b").get(0).bytes.toByteArray()).isEqualTo(other);
        assertThat(paused.sealed("a1")).isEmpty();
        try (var admin = new TopicAdmin(fixture.kafka())) {
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(admin.endOffsets(fleet.topics().interim())).as("no transaction is open")
                    .isEqualTo(admin.openEndOffsets(fleet.topics().interim())));
        }

        // When
        order("a*", ControlVerb.RESUME);

        // Then
        assertThat(sending.get()).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(midway.held).isEmpty();
        InterimReader topic = fleet.read();
        assertThat(topic.sealed("a1").get(0).bytes.toByteArray()).isEqualTo(bytes);
        assertThat(topic.sealed("a2").get(0).bytes.toByteArray()).isEqualTo(TestImage.changed(bytes, 3));
        assertThat(topic.generations).as("no second generation").hasSize(3);
        assertThat(topic.publishedAgain()).as("D: blocks published more than once").isZero();
    }

    @Test
    void aPausedFleetStaysPausedOverARestart() throws Exception {
        ImageFile image = fleet.image("image", TestImage.random(4, 200));
        order("**", ControlVerb.PAUSE);
        var watch = new Watch("none", Long.MAX_VALUE);

        CompletableFuture<List<SendOutcome>> sending;
        try (Agent agent = fleet.agent("a", watch)) {
            sending = CompletableFuture.supplyAsync(() -> agent.send(List.of(image)));
            await().atMost(Duration.ofMinutes(5)).until(() -> watch.held.contains("image"));
            agent.stop();
            assertThat(sending.get()).containsExactly(new SendOutcome.Stopped("image"));
        }
        assertThat(fleet.read().generations).isEmpty();

        order("ima*", ControlVerb.RESUME);
        assertThat(fleet.send("a", AgentListener.NONE, image)).hasOnlyElementsOfType(SendOutcome.Sealed.class);
    }

    @Test
    void aCancelledImageIsAbortedByNameAndTheOthersGoOn() throws Exception {
        byte[] bytes = TestImage.random(5, 3_000);
        ImageFile cancelled = fleet.image("cancelled", bytes);
        ImageFile other = fleet.image("other", bytes);
        var midway = new Watch("cancelled", bytes.length / 4);

        CompletableFuture<List<SendOutcome>> sending = CompletableFuture.supplyAsync(() -> fleet.send("a", midway, cancelled, other));
        midway.reached();
        order("cancel*", ControlVerb.CANCEL);
        midway.heard("CANCEL cancel*");
        midway.goOn();

        assertThat(sending.get().get(0)).isInstanceOfSatisfying(SendOutcome.Failed.class, failed ->
                assertThat(failed.cause()).isInstanceOf(CancelledException.class).hasMessage("cancelled by an operator"));
        assertThat(sending.get().get(1)).isInstanceOf(SendOutcome.Sealed.class);
        InterimReader topic = fleet.read();
        assertThat(topic.generations.values()).filteredOn(one -> one.image.equals("cancelled"))
                .allSatisfy(one -> assertThat(one.aborted).isEqualTo("cancelled by an operator"));
        assertThat(topic.sealed("other").get(0).bytes.toByteArray()).isEqualTo(bytes);
        // An order to cancel is for what is under way, not for what is sent afterwards.
        assertThat(fleet.send("a", AgentListener.NONE, cancelled)).hasOnlyElementsOfType(SendOutcome.Sealed.class);
    }

    @Test
    void whatAnEarlierSendHasBegunIsAbortedWhenItIsCancelledWhileItIsPaused() throws Exception {
        byte[] bytes = TestImage.random(6, 3_000);
        ImageFile image = fleet.image("image", bytes);
        var midway = new Watch("image", bytes.length / 2);
        try (Agent agent = fleet.agent("a", midway)) {
            var sending = CompletableFuture.supplyAsync(() -> agent.send(List.of(image)));
            midway.reached();
            agent.stop();
            midway.goOn();
            assertThat(sending.get()).containsExactly(new SendOutcome.Stopped("image"));
        }
        order("**", ControlVerb.PAUSE);
        var watch = new Watch("none", Long.MAX_VALUE);

        var again = CompletableFuture.supplyAsync(() -> fleet.send("a", watch, image));
        await().atMost(Duration.ofMinutes(5)).until(() -> watch.held.contains("image"));
        order("image", ControlVerb.CANCEL);

        assertThat(again.get()).hasOnlyElementsOfType(SendOutcome.Failed.class);
        assertThat(fleet.read().generations.values()).singleElement()
                .satisfies(one -> assertThat(one.aborted).isEqualTo("cancelled by an operator"));
    }

    @Test
    void whatAnEarlierSendHasBegunOnAnotherPartitionIsAborted() throws Exception {
        fleet = fixture.fleet(directory, 2);
        byte[] bytes = TestImage.random(6, 3_000);
        ImageFile file = fleet.image("image", bytes);
        ImageFile there = new ImageFile("image", file.path(), 0, OptionalInt.of(0));
        ImageFile here = new ImageFile("image", file.path(), 0, OptionalInt.of(1));
        var midway = new Watch("image", bytes.length / 2);
        try (Agent agent = fleet.agent("a", midway)) {
            var sending = CompletableFuture.supplyAsync(() -> agent.send(List.of(there)));
            midway.reached();
            agent.stop();
            midway.goOn();
            assertThat(sending.get()).containsExactly(new SendOutcome.Stopped("image"));
        }

        assertThat(fleet.send("a", AgentListener.NONE, here)).hasOnlyElementsOfType(SendOutcome.Sealed.class);

        InterimReader topic = fleet.read();
        assertThat(topic.sealed("image")).singleElement().satisfies(one -> assertThat(one.bytes.toByteArray()).isEqualTo(bytes));
        assertThat(topic.generations.values()).extracting(one -> one.aborted)
                .containsExactlyInAnyOrder("it is sent on partition 1 from now on", null);
        assertThat(fleet.send("a", AgentListener.NONE, here)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
        // Built from the journal alone it is no other.
        FleetFixture.delete(directory.resolve("a"));
        assertThat(fleet.send("a", AgentListener.NONE, here)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
    }

    @Test
    void whatIsCancelledWhileItsAgentIsBeingStartedIsNotSent() throws Exception {
        ImageFile image = fleet.image("image", TestImage.random(6, 100));
        ImageFile other = fleet.image("other", TestImage.random(7, 100));
        long commandMs = System.currentTimeMillis();
        order("image", ControlVerb.CANCEL);

        try (Agent agent = fleet.agent(fleet.builder("a").ordersFrom(commandMs).build(), AgentListener.NONE)) {
            assertThat(agent.send(List.of(image, other))).hasAtLeastOneElementOfType(SendOutcome.Failed.class)
                    .hasAtLeastOneElementOfType(SendOutcome.Sealed.class);
        }
        assertThat(fleet.read().sealed("image")).isEmpty();

        assertThat(fleet.send("a", AgentListener.NONE, image)).as("a later sending").hasOnlyElementsOfType(SendOutcome.Sealed.class);
    }

    @Test
    void aRateHoldsWhatIsSentUntilItIsLifted() throws Exception {
        byte[] bytes = TestImage.random(8, 1_000);
        ImageFile image = fleet.image("image", bytes);
        var watch = new Watch("none", Long.MAX_VALUE);
        // One byte in a second: what the first record overdraws nobody would wait for.
        AgentSettings crawling = fleet.builder("a").rate(OptionalLong.of(1)).build();

        try (Agent agent = fleet.agent(crawling, watch)) {
            var sending = CompletableFuture.supplyAsync(() -> agent.send(List.of(image)));
            await().atMost(Duration.ofMinutes(5)).until(() -> !watch.opened.isEmpty());
            control.write(new ControlKey(ControlSubject.RATE, "another"), new ControlOrder(ControlVerb.RATE, null, "test", Instant.EPOCH));
            watch.heard("RATE another");
            assertThat(sending).isNotDone();
            control.write(new ControlKey(ControlSubject.RATE, "a"), new ControlOrder(ControlVerb.RATE, null, "test", Instant.EPOCH));

            assertThat(sending.get()).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        }
        assertThat(fleet.read().sealed("image").get(0).bytes.toByteArray()).isEqualTo(bytes);
        assertThat(fleet.read().publishedAgain()).as("D").isZero();
    }

    @Test
    void anAgentStandsStillWhileTheInterimTopicIsTooLarge() throws Exception {
        fleet.send("a", AgentListener.NONE, fleet.image("first", TestImage.random(9, 100)));
        ImageFile image = fleet.image("image", TestImage.random(10, 100));
        var watch = new Watch("none", Long.MAX_VALUE);
        AgentSettings bounded = fleet.builder("a").space(new SpaceBounds(OptionalLong.of(1_000), OptionalLong.of(1))).build();

        try (Agent agent = fleet.agent(bounded, watch)) {
            var sending = CompletableFuture.supplyAsync(() -> agent.send(List.of(image)));
            await().atMost(Duration.ofMinutes(5)).until(() -> watch.held.contains("image"));
            assertThat(watch.why).contains("interim topic").contains("1,000 bytes");
            agent.stop();
            assertThat(sending.get()).containsExactly(new SendOutcome.Stopped("image"));
        }
        assertThat(fleet.read().generations).hasSize(1);
    }

    @Test
    void whatMakesNoSenseIsPassedOver() throws Exception {
        ImageFile image = fleet.image("image", TestImage.random(7, 50));
        order("**", ControlVerb.PAUSE);
        order("{open", ControlVerb.PAUSE);
        try (var producer = new KafkaProducer<byte[], byte[]>(fixture.kafka().plainProducer("hostile"))) {
            producer.send(new ProducerRecord<>(fleet.topics().control(), 0, new byte[] {1}, new byte[] {2})).get();
        }
        order("**", ControlVerb.RESUME);

        assertThat(fleet.send("a", AgentListener.NONE, image)).as("J").hasOnlyElementsOfType(SendOutcome.Sealed.class);
    }

    private void order(String glob, ControlVerb verb) {
        control.write(new ControlKey(ControlSubject.IMAGES, glob), new ControlOrder(verb, null, "test", Instant.EPOCH));
    }

    /** Holds the deciding thread up when an image has come so far, until it is told to go on. */
    private static final class Watch implements AgentListener {
        private final String image;
        private final long bytes;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile String why;
        private final Set<String> opened = ConcurrentHashMap.newKeySet();
        private final Set<String> orders = ConcurrentHashMap.newKeySet();
        private final Set<String> held = ConcurrentHashMap.newKeySet();
        private final Set<String> sealed = ConcurrentHashMap.newKeySet();

        Watch(String image, long bytes) {
            this.image = image;
            this.bytes = bytes;
        }

        void reached() throws InterruptedException {
            assertThat(reached.await(5, TimeUnit.MINUTES)).isTrue();
        }

        void heard(String order) {
            await().atMost(Duration.ofMinutes(5)).until(() -> orders.contains(order));
        }

        void goOn() {
            goOn.countDown();
        }

        @Override
        public void progress(String name, long read, long fresh, long known, long zero, long sent) {
            if (name.equals(image) && read > bytes) {
                reached.countDown();
                try {
                    assertThat(goOn.await(5, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
            opened.add(name);
        }

        @Override
        public void ordered(ControlKey key, ControlOrder order) {
            orders.add(order.getVerb() + " " + key.getPattern());
        }

        @Override
        public void held(List<String> names, String why) {
            this.why = why;
            held.addAll(names);
        }

        @Override
        public void released(List<String> names) {
            held.removeAll(names);
        }

        @Override
        public void sealed(String name, String generation, ImageFigures figures) {
            sealed.add(name);
        }
    }
}
