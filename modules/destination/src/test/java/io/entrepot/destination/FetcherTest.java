package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FetcherTest {

    private static final int RECORDS = 7;
    private static final int RECORD_BYTES = 4 * Disk.PAGE;
    private static final long CACHE_BYTES_MAX = 1 << 20;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AfterEach
    void ends() {
        pool.shutdown();
    }

    @Test
    void everyReaderGetsItsOwnRecordWhicheverIsInTheCache() {
        try (Feed feed = new Feed("fetcher", 1)) {
            // Given
            List<Long> offsets = published(feed);
            for (int cached = 0; cached < RECORDS; cached++) {
                try (Fetcher fetcher = fetcher(feed)) {
                    fetched(fetcher, offsets.subList(cached, cached + 1));

                    // When
                    Fetches all = fetched(fetcher, offsets);

                    // Then
                    assertThat(all.fromTopic).as("those that were not in the cache").isEqualTo(RECORDS - 1);
                    assertThat(all.places).as("where each reader's record lies in its image, with record %d in the cache", cached)
                            .isEqualTo(places(offsets));
                }
            }
        }
    }

    @Test
    void goesOnWhereTheTopicBeginsWhenItHasBeenTrimmed() {
        try (Feed feed = new Feed("fetcher-trimmed", 1);
                Fetcher fetcher = fetcher(feed)) {
            // Given
            Sending sending = Sending.of(feed, Disk.random("carrier.raw", 1, RECORD_BYTES));
            long offset = sending.publish(0, RECORD_BYTES, sending.disk.newBlocks(0, RECORD_BYTES, true));
            assertThat(offset).as("so near the beginning that it would be read towards").isEqualTo(2);
            try (TopicAdmin admin = new TopicAdmin(feed.kafka)) {
                admin.trim(Map.of(new TopicPartition(feed.topics.interim(), 0), offset));
            }

            // When, then
            assertThat(fetched(fetcher, List.of(offset)).places).isEqualTo(Map.of(offset, 0L));
        }
    }

    /**
     * @param places    interim offset that was asked for, and the offset in the image of the record that was given
     * @param fromTopic records that came from the topic
     */
    private record Fetches(Map<Long, Long> places, int fromTopic) {
    }

    private Fetcher fetcher(Feed feed) {
        return new Fetcher(feed.kafka, feed.topics.interim(), new WireFormat(feed.registry), pool, CACHE_BYTES_MAX);
    }

    private static List<Long> published(Feed feed) {
        Sending sending = Sending.of(feed, Disk.random("carrier.raw", 1, RECORDS * RECORD_BYTES));
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            int from = i * RECORD_BYTES;
            offsets.add(sending.publish(from, from + RECORD_BYTES, sending.disk.newBlocks(from, from + RECORD_BYTES, true)));
        }
        return offsets;
    }

    private static Fetches fetched(Fetcher fetcher, List<Long> offsets) {
        Map<Long, Long> places = new ConcurrentHashMap<>();
        Map<Long, Consumer<Fetched>> uses = new HashMap<>();
        offsets.forEach(offset -> uses.put(offset, record -> places.put(offset, record.run().offset())));
        int fromTopic = fetcher.fetch(0, uses);
        return new Fetches(new TreeMap<>(places), fromTopic);
    }

    private static Map<Long, Long> places(List<Long> offsets) {
        Map<Long, Long> places = new TreeMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            places.put(offsets.get(i), (long) i * RECORD_BYTES);
        }
        return places;
    }
}
