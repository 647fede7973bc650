package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.wire.ReceiptState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time, and what stands at the destination already. */
class TakeoverTest {

    private static final int MIB = 1 << 20;

    @TempDir
    Path root;

    @Test
    void aWriterThatHasBeenReplacedEndsWithAClearSentence() throws Exception {
        try (Feed feed = new Feed("fenced", 1)) {
            Sending sent = Sending.of(feed, Disk.random("disk", 1, 2 * MIB)).turn().fresh(MIB);
            RunningWriter writer = RunningWriter.start(feed, root);
            writer.receipt(sent, ReceiptState.RECEIVING);
            try (var other = new KafkaProducer<>(feed.kafka.producer(feed.topics.writerTransactionalId(Feed.DESTINATION, 0)),
                    new ByteArraySerializer(), new ByteArraySerializer())) {
                other.initTransactions();
                sent.fresh(2 * MIB).seal();
                assertThat(writer.death()).isInstanceOf(WriterException.class).hasMessage("Another writer has taken over"
                        + " destination here, partition 0: only one can write at a time, stop one of them.");
            }
            try (RunningWriter next = RunningWriter.start(feed, root)) {
                next.committed(sent);
            }
        }
    }

    @Test
    void aDirectoryIsWrittenToByOneWriter() {
        try (Feed feed = new Feed("locked", 1)) {
            Sending sent = Sending.of(feed, Disk.random("disk", 1, MIB)).turn().fresh(MIB);
            try (RunningWriter writer = RunningWriter.start(feed, root)) {
                writer.receipt(sent, ReceiptState.RECEIVING);
                try (Writer second = new Writer(RunningWriter.settings(feed, root), feed.kafka, feed.registry,
                        WriterListener.NONE)) {
                    assertThatThrownBy(second::run).isInstanceOf(WriterException.class)
                            .hasMessageContaining("is writing to " + root);
                }
            }
        }
    }

    @Test
    void aForeignFileIsReplacedOnlyWhenThatIsAllowed() throws IOException {
        try (Feed feed = new Feed("overwrite", 1)) {
            Files.writeString(root.resolve("disk"), "not ours");
            Sending refused = Sending.of(feed, Disk.random("disk", 1, MIB)).turn();
            try (RunningWriter writer = RunningWriter.start(feed, root)) {
                writer.failed(refused);
            }
            assertThat(Files.readString(root.resolve("disk"))).isEqualTo("not ours");
            Sending allowed = Sending.of(feed, Disk.random("disk", 2, MIB)).turn().fresh(MIB).seal();
            try (RunningWriter writer = new RunningWriter(feed, RunningWriter.settings(feed, root).withOverwrite(true),
                    WriterListener.NONE)) {
                writer.committed(allowed);
            }
        }
    }

    @Test
    void aFileThatWasChangedSinceItWasWrittenIsReplacedOnlyWhenThatIsAllowed() throws IOException {
        try (Feed feed = new Feed("changed", 1)) {
            Sending first = Sending.of(feed, Disk.random("disk", 1, MIB)).turn().fresh(MIB).seal();
            Path file = root.resolve("disk");
            try (RunningWriter writer = RunningWriter.start(feed, root)) {
                writer.committed(first);
                Sending late = Sending.of(feed, Disk.random("disk", 2, 2 * MIB)).turn().fresh(MIB);
                writer.receipt(late, ReceiptState.RECEIVING);
                Files.writeString(file, "its machine has run");
                late.fresh(2 * MIB).seal();
                assertThat(writer.failed(late).getCause()).contains("changed since Entrepot wrote it");
                assertThat(writer.failed(Sending.of(feed, Disk.random("disk", 3, MIB)).turn()).getCause()).contains("changed since");
            }
            assertThat(Files.readString(file)).isEqualTo("its machine has run");
            Sending allowed = Sending.of(feed, Disk.random("disk", 4, MIB)).turn().fresh(MIB).seal();
            try (RunningWriter writer = new RunningWriter(feed, RunningWriter.settings(feed, root).withOverwrite(true),
                    WriterListener.NONE)) {
                writer.committed(allowed);
            }
        }
    }

    @Test
    void aMissingTopicAndAFileForADirectoryAreRefused() throws IOException {
        TestBroker broker = TestBroker.get();
        try (Writer writer = new Writer(WriterSettings.of("nosuch", "here", root), broker.kafka, broker.registry,
                WriterListener.NONE)) {
            assertThatThrownBy(writer::run).isInstanceOf(WriterException.class)
                    .hasMessageContaining("topic entrepot.nosuch.here.ordered").hasMessageContaining("does not exist");
        }
        Path file = Files.writeString(root.resolve("file"), "");
        try (Writer writer = new Writer(WriterSettings.of("nosuch", "here", file), broker.kafka, broker.registry,
                WriterListener.NONE)) {
            assertThatThrownBy(writer::run).isInstanceOf(WriterException.class).hasMessageContaining("name a directory");
        }
    }
}
