package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records of the interim topic that a destination found bad, or could not even read: what refers to them afterwards. */
@ExtendWith(FleetFixture.class)
class AgentBadRecordTest {

    private static final int PAGE = 4096;
    private static final String DESTINATION = "there";

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
    void aBlockThatADestinationFoundBadIsPublishedAnewWhenItsImageIsSentAgain() throws Exception {
        // Given
        byte[] image = TestImage.random(9, 600);
        ImageFile file = fleet.image("image", image);
        String generation = ((SendOutcome.Sealed) fleet.send("a", AgentListener.NONE, file).get(0)).generation();
        InterimReader.Published bad = fleet.read().published.get(1);
        failedReceipt("image", generation, ByteBuffer.wrap(new byte[32]), bad.interimOffset());

        // When
        SendOutcome outcome = fleet.send("a", AgentListener.NONE, file).get(0);

        // Then
        assertThat(((SendOutcome.Sealed) outcome).generation()).isNotEqualTo(generation);
        assertThat(((SendOutcome.Sealed) outcome).figures().newBytes()).as("D: only the bad record's blocks")
                .isEqualTo(bad.length());
        assertThat(fleet.read().sealed("image").get(1).bytes.toByteArray()).isEqualTo(image);
        assertThat(fleet.send("a", AgentListener.NONE, file).get(0)).isInstanceOf(SendOutcome.AlreadySealed.class);
    }

    @Test
    void aBlockThatADestinationKnowsNoRecordOfIsPublishedAnewWhenItsImageIsSentAgain() throws Exception {
        // Given: named is the record that refers to it, as the destination could not read the one that carries it
        byte[] image = TestImage.random(12, 600);
        ImageFile file = fleet.image("image", image);
        fleet.send("a", AgentListener.NONE, fleet.image("golden", image));
        InterimReader.Published lost = fleet.read().published.get(1);
        SendOutcome.Sealed refers = (SendOutcome.Sealed) fleet.send("a", AgentListener.NONE, file).get(0);
        assertThat(refers.figures().newBytes()).isZero();
        failedReceipt("image", refers.generation(), lost.firstDigest(), fleet.read().sealed("image").get(0).openedAt + 1);

        // When
        SendOutcome.Sealed again = (SendOutcome.Sealed) fleet.send("a", AgentListener.NONE, file).get(0);

        // Then
        assertThat(again.figures().newBytes()).as("D: all of the lost record, and no other").isEqualTo(lost.length());
        assertThat(fleet.read().sealed("image").get(1).bytes.toByteArray()).isEqualTo(image);
        SendOutcome.Sealed later = (SendOutcome.Sealed) fleet.send("a", AgentListener.NONE, fleet.image("later", image)).get(0);
        assertThat(later.figures().newBytes()).as("D: the old receipt says nothing about what was published since").isZero();
    }

    @Test
    void theOtherBlocksOfALostRecordAreNotReferredToByTheAgentThatGoesOn() throws Exception {
        try (Agent agent = fleet.agent("a", AgentListener.NONE)) {
            Lost lost = loseARecord(agent);

            agent.send(List.of(fleet.image("other", lost.otherHalf())));

            assertNotReferredTo(lost);
        }
    }

    @Test
    void theOtherBlocksOfALostRecordAreNotReferredToByTheAgentThatIsStartedAnew() throws Exception {
        Lost lost = loseARecord("a");

        fleet.send("a", AgentListener.NONE, fleet.image("other", lost.otherHalf()));

        assertNotReferredTo(lost);
    }

    @Test
    void whichRecordWasLostIsKnownWithoutTheReceiptThatSaidSo() throws Exception {
        // Given: as after a retry, whose receipts take the place of that one
        Lost lost = loseARecord("a");
        try (var admin = new TopicAdmin(fixture.kafka())) {
            admin.delete(List.of(fleet.topics().receipts(DESTINATION)));
        }

        // When
        fleet.send("a", AgentListener.NONE, fleet.image("other", lost.otherHalf()));

        // Then
        assertNotReferredTo(lost);
    }

    @Test
    void whichRecordWasLostIsFoundAgainByAnIndexThatIsBuiltAnew() throws Exception {
        Lost lost = loseARecord("a");
        FleetFixture.delete(directory.resolve("a").resolve("index"));

        fleet.send("a", AgentListener.NONE, fleet.image("other", lost.otherHalf()));

        assertNotReferredTo(lost);
    }

    @Test
    void whichRecordWasLostIsFoundByAnotherAgentToo() throws Exception {
        // Given: one that has come to the journal's end before and learns of failure and mending at once
        fleet.send("b", AgentListener.NONE, fleet.image("elsewhere", TestImage.random(14, 10)));
        Lost lost = loseARecord("a");

        // When
        fleet.send("b", AgentListener.NONE, fleet.image("other", lost.otherHalf()));

        // Then
        assertNotReferredTo(lost);
    }

    /**
     * A record of the interim topic that no destination can read.
     *
     * @param otherHalf an image with those of its blocks that have not been published anew
     */
    private record Lost(InterimReader.Published record, byte[] otherHalf) {
    }

    private Lost loseARecord(String agent) throws Exception {
        try (Agent opened = fleet.agent(agent, AgentListener.NONE)) {
            return loseARecord(opened);
        }
    }

    /** Has an image fail that needs half of the record's blocks, and sends it again. */
    private Lost loseARecord(Agent agent) throws Exception {
        byte[] golden = TestImage.random(13, 600);
        agent.send(List.of(fleet.image("golden", golden)));
        InterimReader.Published lost = fleet.read().published.stream().filter(one -> one.image().equals("golden")).toList().get(1);
        int middle = (int) (lost.offset() + lost.length() / 2) / PAGE * PAGE;
        byte[] half = golden.clone();
        Arrays.fill(half, middle, half.length, (byte) 0);
        byte[] otherHalf = golden.clone();
        Arrays.fill(otherHalf, 0, middle, (byte) 0);
        ImageFile file = fleet.image("half", half);
        SendOutcome.Sealed refers = (SendOutcome.Sealed) agent.send(List.of(file)).get(0);
        agent.send(List.of(fleet.image("before", otherHalf)));
        InterimReader before = fleet.read();
        assertThat(before.sealed("half").get(0).refersTo).contains(lost.interimOffset());
        assertThat(before.sealed("before").get(0).refersTo).contains(lost.interimOffset());

        failedReceipt("half", refers.generation(), lost.firstDigest(), before.sealed("half").get(0).openedAt + 1);
        agent.send(List.of(file));

        assertThat(fleet.read().sealed("half").get(1).refersTo).doesNotContain(lost.interimOffset());
        return new Lost(lost, otherHalf);
    }

    private void assertNotReferredTo(Lost lost) throws Exception {
        InterimReader topic = fleet.read();
        InterimReader.Rebuilt other = topic.sealed("other").get(0);
        assertThat(other.bytes.toByteArray()).isEqualTo(lost.otherHalf());
        assertThat(other.refersTo).doesNotContain(lost.record().interimOffset());
        long newBytes = topic.published.stream().filter(one -> one.image().equals("other")).mapToLong(InterimReader.Published::length).sum();
        assertThat(newBytes).as("D: only what the lost record had").isBetween(1L, lost.record().length());
    }

    private void failedReceipt(String image, String generation, ByteBuffer digest, long interimOffset) {
        String topic = fleet.topics().receipts(DESTINATION);
        try (var admin = new TopicAdmin(fixture.kafka())) {
            admin.ensureDestination(fleet.topics(), DESTINATION, (short) 1);
        }
        var wire = new WireFormat(fixture.registry());
        var receipt = new Receipt();
        receipt.setState(ReceiptState.FAILED);
        receipt.setTurn(1);
        receipt.setCause("The block cannot be had.");
        receipt.setDigest(digest);
        receipt.setInterimOffset(interimOffset);
        receipt.setAt(Instant.EPOCH);
        try (var producer = new KafkaProducer<byte[], byte[]>(fixture.kafka().producer("writer"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, wire.encode(topic, new ReceiptKey(image, generation)),
                    wire.encode(topic, receipt)));
            producer.commitTransaction();
        }
    }
}
