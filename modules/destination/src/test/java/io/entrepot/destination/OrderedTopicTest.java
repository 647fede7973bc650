package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has been written is removed from the ordered topic, now and then. */
class OrderedTopicTest {

    private static final int BYTES = 400_000;

    @TempDir
    private Path root;

    @Test
    void whatIsDurableAtTheDestinationIsTrimmedOnceInAWhile() throws IOException {
        try (Feed feed = new Feed("ordered-trim", 1)) {
            // Given
            Sending sending = Sending.of(feed, Disk.random("disk", 1, BYTES)).turn().fresh(BYTES / 2).fresh(BYTES).seal();
            try (RunningWriter writer = RunningWriter.start(feed, root)) {
                writer.committed(sending);
            }
            String topic = feed.topics.ordered(Feed.DESTINATION);
            TopicPartition place = new TopicPartition(topic, 0);
            long written = feed.committedOffset(0);
            AtomicLong nowNs = new AtomicLong();
            try (OrderedTopic ordered = new OrderedTopic(feed.kafka, topic, nowNs::get); TopicAdmin admin = new TopicAdmin(feed.kafka)) {
                // When
                ordered.isDoneBefore(place, 1);
                nowNs.addAndGet(OrderedTopic.TRIM_NS - 1);
                ordered.isDoneBefore(place, 2);
                // What was asked of Kafka before is done by then: it answers a client in order, and to delete is to ask twice.
                ordered.describe();
                ordered.describe();
                assertThat(admin.startOffsets(topic)).as("too soon").containsEntry(place, 0L);
                nowNs.incrementAndGet();
                ordered.isDoneBefore(place, written);

                // Then
                Awaitility.await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> assertThat(admin.startOffsets(topic)).containsEntry(place, written));
            }
        }
    }

    @Test
    void aTopicThatWasDeletedIsMissedByWhoReadsItIdly() {
        try (Feed feed = new Feed("deleted", 1)) {
            String topic = feed.topics.ordered(Feed.DESTINATION);
            AtomicLong clock = new AtomicLong();
            try (OrderedTopic ordered = new OrderedTopic(feed.kafka, topic, clock::get); TopicAdmin admin = new TopicAdmin(feed.kafka)) {
                Uuid id = ordered.describe().topicId();
                ask(ordered, clock, id);

                admin.delete(List.of(topic));

                Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThatThrownBy(() -> ask(ordered, clock, id))
                        .isInstanceOf(WriterException.class).hasMessageContaining(topic + " was deleted").hasMessageContaining("reset"));
            }
        }
    }

    /** Asks, and takes the answer if it is there already. */
    private static void ask(OrderedTopic ordered, AtomicLong clock, Uuid id) {
        clock.addAndGet(OrderedTopic.ASK_NS);
        ordered.requireStill(id);
        ordered.requireStill(id);
    }
}
