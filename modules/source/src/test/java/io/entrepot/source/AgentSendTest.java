package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is on the interim topic after sending, read back and rebuilt by other means. */
@ExtendWith(FleetFixture.class)
class AgentSendTest {

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
    void imagesAreRebuiltFromTheTopicAndEachBlockIsOnItOnce() throws Exception {
        // Given
        byte[] golden = TestImage.random(1, 900);
        byte[] clone = TestImage.changed(golden, 2);
        byte[] oddSize = Arrays.copyOf(golden, 100_001);
        byte[] zeros = new byte[1 << 20];

        // When
        List<SendOutcome> outcomes = fleet.send("a", AgentListener.NONE, fleet.image("golden", golden),
                fleet.image("clone", clone), fleet.image("odd", oddSize), fleet.image("zeros", zeros),
                fleet.image("empty", new byte[0]));

        // Then
        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class).extracting(SendOutcome::name)
                .containsExactly("golden", "clone", "odd", "zeros", "empty");
        InterimReader topic = fleet.read();
        assertThat(topic.sealed("golden").get(0).bytes.toByteArray()).isEqualTo(golden);
        assertThat(topic.sealed("clone").get(0).bytes.toByteArray()).isEqualTo(clone);
        assertThat(topic.sealed("odd").get(0).bytes.toByteArray()).isEqualTo(oddSize);
        assertThat(topic.sealed("zeros").get(0).bytes.toByteArray()).isEqualTo(zeros);
        assertThat(topic.sealed("empty").get(0).bytes.toByteArray()).isEmpty();
        assertThat(topic.publishedAgain()).as("D: blocks published more than once").isZero();
        assertThat(topic.newBytes).isLessThan(golden.length + 300_000);
        ImageFigures figures = ((SendOutcome.Sealed) outcomes.get(1)).figures();
        assertThat(figures.cursor()).isEqualTo(clone.length);
        assertThat(figures.interimBytes()).isPositive();
    }

    @Test
    void whatWasSentIsNotSentAgain() throws Exception {
        ImageFile image = fleet.image("image", TestImage.random(3, 200));
        SendOutcome first = fleet.send("a", AgentListener.NONE, image).get(0);

        SendOutcome second = fleet.send("a", AgentListener.NONE, image).get(0);

        assertThat(second).isInstanceOf(SendOutcome.AlreadySealed.class);
        assertThat(((SendOutcome.AlreadySealed) second).generation()).isEqualTo(((SendOutcome.Sealed) first)
                .generation());
        assertThat(fleet.read().generations).hasSize(1);
    }

    @Test
    void anImageThatChangedOrIsWantedAnewGetsANewGenerationAndItsKnownBlocksAreReferredTo() throws Exception {
        byte[] image = TestImage.random(4, 400);
        fleet.send("a", AgentListener.NONE, fleet.image("image", image));
        long before = fleet.read().newBytes;

        try (Agent agent = fleet.agent("a", AgentListener.NONE, "image")) {
            assertThat(agent.send(List.of(fleet.image("image",
                    image)))).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        }
        byte[] changed = TestImage.changed(image, 5);
        fleet.send("a", AgentListener.NONE, fleet.image("image", changed));

        InterimReader topic = fleet.read();
        assertThat(topic.sealed("image")).hasSize(3);
        assertThat(topic.sealed("image").get(2).bytes.toByteArray()).isEqualTo(changed);
        assertThat(topic.newBytes - before).isLessThan(image.length / 3);
        assertThat(topic.publishedAgain()).as("D").isZero();
    }

    @Test
    void anIndexThatIsLostIsBuiltAnewFromTheJournal() throws Exception {
        byte[] image = TestImage.random(6, 300);
        ImageFile file = fleet.image("image", image);
        fleet.send("a", AgentListener.NONE, file);
        long before = fleet.read().newBytes;
        FleetFixture.delete(directory.resolve("a"));

        List<SendOutcome> outcomes = fleet.send("a", AgentListener.NONE, file, fleet.image("copy", image));

        assertThat(outcomes.get(0)).isInstanceOf(SendOutcome.AlreadySealed.class);
        assertThat(fleet.read().newBytes).as("D").isEqualTo(before);
    }

    @Test
    void anotherAgentKnowsWhatTheFirstPublished() throws Exception {
        byte[] image = TestImage.random(7, 300);
        fleet.send("a", AgentListener.NONE, fleet.image("image", image));
        long before = fleet.read().newBytes;

        SendOutcome outcome = fleet.send("b", AgentListener.NONE, fleet.image("copy", image)).get(0);

        assertThat(((SendOutcome.Sealed) outcome).figures().newBytes()).isZero();
        assertThat(fleet.read().newBytes).as("D").isEqualTo(before);
        assertThat(fleet.read().sealed("copy").get(0).bytes.toByteArray()).isEqualTo(image);
    }

    @Test
    void partitionsKnowNothingOfOneAnother() throws Exception {
        FleetFixture.TestFleet parted = fixture.fleet(directory, 3);
        byte[] image = TestImage.random(8, 200);
        ImageFile[] images = new ImageFile[6];
        for (int i = 0; i < images.length; i++) {
            ImageFile placedByName = parted.image("image-" + i, image);
            images[i] = i < 3 ? new ImageFile(placedByName.name(), placedByName.path(), 0, OptionalInt.of(i))
                    : placedByName;
        }

        List<SendOutcome> outcomes = parted.send("a", AgentListener.NONE, images);

        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        InterimReader topic = parted.read();
        for (ImageFile file : images) {
            assertThat(topic.sealed(file.name()).get(0).bytes.toByteArray()).isEqualTo(image);
        }
        assertThat(topic.publishedAgain()).as("D: within a partition").isZero();
        assertThat(parted.send("a", AgentListener.NONE, images)).hasOnlyElementsOfType(SendOutcome.AlreadySealed.class);
    }

    @Test
    void whatCannotBeReadFailsAndTheOthersGoOn() throws Exception {
        ImageFile good = fleet.image("good", TestImage.random(9, 50));
        var missing = new ImageFile("missing", directory.resolve("missing"), 0);
        var notAFile = new ImageFile("directory", directory, 0);

        List<SendOutcome> outcomes = fleet.send("a", AgentListener.NONE, missing, notAFile, good);

        assertThat(((SendOutcome.Failed) outcomes.get(0)).cause()).hasMessageContaining(missing.path().toString());
        assertThat(((SendOutcome.Failed) outcomes.get(1)).cause()).hasMessageContaining("directory");
        assertThat(outcomes.get(2)).isInstanceOf(SendOutcome.Sealed.class);
    }

    @Test
    void manyTinyImagesAreOpenedInTheOrderInWhichTheyAreGiven() throws Exception {
        ImageFile[] images = new ImageFile[150];
        for (int i = 0; i < images.length; i++) {
            images[i] = fleet.image("tiny-" + i, TestImage.random(100 + i, 1));
        }

        List<SendOutcome> outcomes = fleet.send("a", AgentListener.NONE, images);

        assertThat(outcomes).hasOnlyElementsOfType(SendOutcome.Sealed.class);
        assertThat(fleet.read().generations.values()).extracting(one -> one.image)
                .containsExactlyElementsOf(Stream.of(images).map(ImageFile::name).toList());
    }

    @Test
    void higherPrioritiesAreOpenedFirst() throws Exception {
        ImageFile low = fleet.image("low", TestImage.random(10, 50));
        ImageFile high = new ImageFile("high", fleet.image("high", TestImage.random(11, 50)).path(), 5);

        fleet.send("a", AgentListener.NONE, low, high);

        assertThat(fleet.read().generations.values()).extracting(one -> one.image).containsExactly("high", "low");
        assertThat(fleet.read().sealed("high").get(0).opened.get("priority")).isEqualTo(5);
    }

    @Test
    void impossibleListsAreRefusedBeforeAnythingIsSent() throws Exception {
        ImageFile image = fleet.image("image", new byte[10]);
        var nowhere = new ImageFile("other", image.path(), 0, OptionalInt.of(1));
        var badName = new ImageFile("../image", image.path(), 0);

        assertThatThrownBy(() -> fleet.send("a", AgentListener.NONE, image, image)).hasMessageContaining("twice");
        assertThatThrownBy(() -> fleet.send("a", AgentListener.NONE, image, badName)).hasMessageContaining("../image");
        assertThatThrownBy(() -> fleet.send("a", AgentListener.NONE, nowhere)).hasMessageContaining("partition 1");
        assertThat(fleet.read().generations).isEmpty();
    }
}
