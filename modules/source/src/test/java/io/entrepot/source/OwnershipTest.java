package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several agents, one fleet: what they share, and whose an image is. */
@ExtendWith(FleetFixture.class)
@Timeout(900)
class OwnershipTest {

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
    void agentsShareTheIndexAndTheNameThatBothHaveIsRefusedToTheSecond() throws Exception {
        // Given
        byte[] image = TestImage.random(1, 1_000);
        byte[] other = TestImage.changed(image, 2);
        ImageFile common = fleet.image("common", image);
        List<SendOutcome> first = fleet.send("a", AgentListener.NONE, common, fleet.image("only-a", other));

        // When
        List<SendOutcome> second = fleet.send("b", AgentListener.NONE, common, fleet.image("only-b", other));

        // Then
        assertThat(first).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(((SendOutcome.Failed) second.get(0)).cause())
                .hasMessageContaining("\"common\"").hasMessageContaining("agent \"a\"").hasMessageContaining("--take-over");
        assertThat(second.get(1)).isInstanceOfSatisfying(SendOutcome.Sealed.class, sealed ->
                assertThat(sealed.figures().newBytes()).as("D: all of it is known from the first agent").isZero());
        assertThat(fleet.read().publishedAgain()).as("D").isZero();
        assertThat(fleet.send("a", AgentListener.NONE, common)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
    }

    @Test
    void whoTakesAnImageOverOwnsItFromThenOn() throws Exception {
        byte[] image = TestImage.random(3, 300);
        ImageFile common = fleet.image("common", image);
        fleet.send("a", AgentListener.NONE, common);

        SendOutcome taken = takeOver("b", common).get(0);

        assertThat(taken).isInstanceOf(SendOutcome.Sealed.class);
        assertThat(fleet.read().sealed("common")).hasSize(2);
        assertThat(fleet.send("b", AgentListener.NONE, common)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
        assertThat(fleet.send("a", AgentListener.NONE, common)).singleElement().isInstanceOfSatisfying(SendOutcome.Failed.class,
                failed -> assertThat(failed.cause()).hasMessageContaining("agent \"b\""));
        // Built from the journal alone it is no other.
        FleetFixture.delete(directory.resolve("a"));
        assertThat(fleet.send("a", AgentListener.NONE, common)).hasOnlyElementsOfType(SendOutcome.Failed.class);
    }

    @Test
    void anImageThatIsTakenOverWhileItIsSentIsGivenUpByItsOldOwner() throws Exception {
        // Given
        byte[] image = TestImage.random(4, 4_000);
        ImageFile common = fleet.image("common", image);
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var midway = new AgentListener() {
            @Override
            public void progress(String name, long read, long fresh, long known, long zero, long sent) {
                if (read > image.length / 4) {
                    reached.countDown();
                    try {
                        assertThat(goOn.await(5, TimeUnit.MINUTES)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };

        // When
        var sending = CompletableFuture.supplyAsync(() -> fleet.send("a", midway, common));
        assertThat(reached.await(5, TimeUnit.MINUTES)).isTrue();
        await().atMost(Duration.ofMinutes(5)).until(() -> !fleet.read().generations.isEmpty());
        List<SendOutcome> taken = takeOver("b", common);
        goOn.countDown();

        // Then
        assertThat(taken).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(sending.get()).singleElement().isInstanceOfSatisfying(SendOutcome.Failed.class, failed ->
                assertThat(failed.cause()).hasMessageContaining("taken over by the agent \"b\""));
        assertThat(fleet.send("b", AgentListener.NONE, common)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
    }

    @Test
    void anImageStaysOnItsPartitionUnlessItIsToldOtherwise() throws Exception {
        FleetFixture.TestFleet parted = fixture.fleet(directory, 3);
        ImageFile byName = parted.image("image", TestImage.random(5, 50));
        int other = (Placement.byName("image", 3) + 1) % 3;
        int third = (Placement.byName("image", 3) + 2) % 3;
        parted.send("a", AgentListener.NONE, on(byName, other));
        ImageFile changed = parted.image("image", TestImage.random(6, 50));

        parted.send("a", AgentListener.NONE, changed);
        assertThat(partitions(parted)).containsExactly(other, other);
        takeOver(parted, "b", changed);
        assertThat(partitions(parted)).containsExactly(other, other, other);
        parted.send("b", AgentListener.NONE, on(changed, third));

        assertThat(partitions(parted)).containsExactlyInAnyOrder(other, other, other, third);
        parted.send("b", AgentListener.NONE, parted.image("image", TestImage.random(7, 50)));
        assertThat(partitions(parted)).containsExactlyInAnyOrder(other, other, other, third, third);
    }

    private static ImageFile on(ImageFile image, int partition) {
        return new ImageFile(image.name(), image.path(), 0, OptionalInt.of(partition));
    }

    private static List<Integer> partitions(FleetFixture.TestFleet fleet) throws Exception {
        List<Integer> partitions = new ArrayList<>();
        fleet.read().generations.values().forEach(one -> partitions.add(one.partition));
        return partitions;
    }

    private List<SendOutcome> takeOver(String agent, ImageFile image) {
        return takeOver(fleet, agent, image);
    }

    private List<SendOutcome> takeOver(FleetFixture.TestFleet of, String agent, ImageFile image) {
        try (Agent taking = of.agent(of.builder(agent).takeOver(true).build(), AgentListener.NONE)) {
            return taking.send(List.of(image));
        }
    }
}
