package io.entrepot.destination;

import io.entrepot.block.CodecException;
import io.entrepot.destination.core.Generation;
import io.entrepot.wire.DamagedBatch;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Fetches NewBlocks records from the interim topic by their offsets. Those of one call are fetched in the order of offsets,
 * so that neighbours stream; unpacking and what is done with them runs on the pool meanwhile. For one thread.
 */
final class Fetcher implements AutoCloseable {

    /** A gap as wide as what markers leave, or one record, is read through; a seek would cost a round trip. */
    private static final long GAP_RECORDS_MAX = 2;
    /** Records that are unpacked or used at once, each at most 9 MiB. */
    private static final int BUSY_MAX = 8;
    private static final Duration POLL = Duration.ofMillis(200);
    /** After this long without a record it is asked whether there is one. */
    private static final long ASK_NS = 2_000_000_000L;
    private static final long GIVE_UP_NS = 120_000_000_000L;

    private final KafkaSettings kafka;
    private final String topic;
    private final WireFormat wire;
    private final ExecutorService pool;
    private final FetchedCache cache;
    private KafkaConsumer<byte[], byte[]> consumer;

    Fetcher(KafkaSettings kafka, String topic, WireFormat wire, ExecutorService pool, long cacheBytesMax) {
        this.kafka = kafka;
        this.topic = topic;
        this.wire = wire;
        this.pool = pool;
        this.cache = new FetchedCache(cacheBytesMax);
    }

    /**
     * Fetches records and has each used; returns when all have been.
     *
     * @param uses by offset; each runs once, on the pool
     * @return how many records came from the topic
     * @throws WriterException when the topic cannot be read
     */
    int fetch(int partition, Map<Long, Consumer<Fetched>> uses) {
        TopicPartition place = new TopicPartition(topic, partition);
        TreeMap<Long, Consumer<Fetched>> wanted = new TreeMap<>(uses);
        Deque<Future<?>> busy = new ArrayDeque<>();
        for (Iterator<Map.Entry<Long, Consumer<Fetched>>> all = wanted.entrySet().iterator(); all.hasNext();) {
            Map.Entry<Long, Consumer<Fetched>> one = all.next();
            Fetched cached = cache.get(place, one.getKey());
            if (cached != null) {
                // Taken out now: a tree moves its next entry into the one that is removed.
                Consumer<Fetched> use = one.getValue();
                all.remove();
                submit(busy, () -> use.accept(cached));
            }
        }
        int fetched = wanted.isEmpty() ? 0 : read(place, wanted, busy);
        while (!busy.isEmpty()) {
            Futures.await(busy.poll());
        }
        return fetched;
    }

    private int read(TopicPartition place, TreeMap<Long, Consumer<Fetched>> wanted, Deque<Future<?>> busy) {
        assign(place);
        int fetched = 0;
        long lastNs = System.nanoTime();
        while (!wanted.isEmpty()) {
            try {
                seek(place, wanted.firstKey());
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Consumer<Fetched> use = wanted.remove(record.offset());
                    if (use != null) {
                        fetched++;
                        submit(busy, () -> use.accept(unpack(place, record)));
                    }
                    lastNs = System.nanoTime();
                }
                refuse(wanted, consumer.position(place), "is not there", busy);
                long waitedNs = System.nanoTime() - lastNs;
                if (waitedNs > ASK_NS) {
                    refuseBeyondEnd(place, wanted, busy);
                }
                if (waitedNs > GIVE_UP_NS) {
                    throw new WriterException("Nothing came of " + place + " for " + waitedNs / 1_000_000_000L
                            + " s: see whether its brokers are well, and run again.");
                }
            } catch (OffsetOutOfRangeException e) {
                long start = consumer.beginningOffsets(List.of(place)).get(place);
                refuse(wanted, start, "has been removed, as the topic begins at " + start, busy);
                refuseBeyondEnd(place, wanted, busy);
                if (!wanted.isEmpty()) {
                    // Where it stands there is nothing, however near that is to what is wanted.
                    consumer.seek(place, wanted.firstKey());
                }
            } catch (KafkaException e) {
                if (!DamagedBatch.isMeantBy(e)) {
                    throw e;
                }
                passDamaged(place, wanted, busy);
            }
        }
        return fetched;
    }

    /** The consumer stands in front of a damaged batch: what is wanted next may be in it, or behind it. */
    private void passDamaged(TopicPartition place, TreeMap<Long, Consumer<Fetched>> wanted, Deque<Future<?>> busy) {
        long next = wanted.firstKey();
        if (consumer.position(place) == next) {
            refuse(wanted, next + 1, "is damaged on its broker's disk", busy);
            consumer.seek(place, next + 1);
        } else {
            consumer.seek(place, next);
        }
    }

    private void assign(TopicPartition place) {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(kafka.fetcher("entrepot-fetcher"), new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        if (!consumer.assignment().contains(place)) {
            consumer.assign(List.of(place));
            consumer.seek(place, 0);
        }
    }

    private void seek(TopicPartition place, long offset) {
        long position = consumer.position(place);
        if (position > offset || offset - position > GAP_RECORDS_MAX) {
            consumer.seek(place, offset);
        }
    }

    /** Nothing will come of the offsets below. */
    private void refuse(TreeMap<Long, Consumer<Fetched>> wanted, long below, String fault, Deque<Future<?>> busy) {
        while (!wanted.isEmpty() && wanted.firstKey() < below) {
            Consumer<Fetched> use = wanted.pollFirstEntry().getValue();
            submit(busy, () -> use.accept(Fetched.faulty(fault)));
        }
    }

    private void refuseBeyondEnd(TopicPartition place, TreeMap<Long, Consumer<Fetched>> wanted, Deque<Future<?>> busy) {
        long end = consumer.endOffsets(List.of(place)).get(place);
        while (!wanted.isEmpty() && wanted.lastKey() >= end) {
            Consumer<Fetched> use = wanted.pollLastEntry().getValue();
            submit(busy, () -> use.accept(Fetched.faulty("is not there, as the topic ends at " + end)));
        }
    }

    private Fetched unpack(TopicPartition place, ConsumerRecord<byte[], byte[]> record) {
        try {
            RecordKey key = wire.decode(record.key(), RecordKey.class);
            NewBlocks blocks = wire.decode(record.value(), NewBlocks.class);
            byte[] bytes = new byte[(int) blocks.getLength()];
            Verifier.decompress(blocks, bytes);
            Fetched fetched = new Fetched(new Generation(key.getImage(), key.getGeneration()),
                    Verifier.run(key.getOffset(), blocks.getLengths(), blocks.getDigests()), bytes, null);
            cache.put(place, record.offset(), fetched);
            return fetched;
        } catch (WireException e) {
            return Fetched.faulty("cannot be read (" + e.getMessage() + ")");
        } catch (CodecException e) {
            return Fetched.faulty("does not unpack (" + e.getMessage() + ")");
        }
    }

    private void submit(Deque<Future<?>> busy, Runnable use) {
        if (busy.size() >= BUSY_MAX) {
            Futures.await(busy.poll());
        }
        busy.add(pool.submit(use));
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
