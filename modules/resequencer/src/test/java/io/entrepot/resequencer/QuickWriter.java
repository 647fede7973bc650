package io.entrepot.resequencer;

import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says receipts as the writer does, after each poll and at each end, and writes nothing. */
final class QuickWriter implements AutoCloseable {

    final Set<String> committed = ConcurrentHashMap.newKeySet();
    final Set<String> parked = ConcurrentHashMap.newKeySet();
    private final Harbour harbour;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, TurnStarted> turns = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<RecordKey, ConsumerRecord<byte[], byte[]>> receiving = new HashMap<>();
    private final Thread thread = new Thread(this::run, "quick-writer");
    private volatile boolean stopping;
    volatile Throwable fault;

    QuickWriter(Harbour harbour) {
        this.harbour = harbour;
        consumer = new KafkaConsumer<>(harbour.kafka.reader("quick-writer"));
        producer = new KafkaProducer<>(harbour.kafka.producer(harbour.topics.writerTransactionalId(Harbour.DESTINATION, 0)));
        producer.initTransactions();
        var partitions = harbour.admin.startOffsets(harbour.topics.ordered(Harbour.DESTINATION)).keySet();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                var records = consumer.poll(Duration.ofMillis(50));
                if (records.isEmpty()) {
                    continue;
                }
                producer.beginTransaction();
                for (var record : records) {
                    write(record);
                }
                for (var last : receiving.entrySet()) {
                    say(last.getValue().partition(), last.getKey(), ReceiptState.RECEIVING);
                }
                receiving.clear();
                producer.commitTransaction();
            }
        } catch (WireException | RuntimeException e) {
            fault = e;
        }
    }

    private void write(ConsumerRecord<byte[], byte[]> passed) throws WireException {
        RecordKey key = harbour.format.decode(passed.key(), RecordKey.class);
        RecordKey image = new RecordKey(key.getImage(), key.getGeneration(), 0L);
        SpecificRecord record = harbour.format.decode(passed.value());
        bytes.merge(key.getGeneration(), (long) passed.value().length, Long::sum);
        receiving.remove(image);
        if (record instanceof TurnStarted started) {
            turns.put(key.getGeneration(), started);
        }
        if (record instanceof ImageSealed) {
            say(passed.partition(), image, ReceiptState.COMMITTED);
            committed.add(key.getImage());
        } else if (record instanceof TurnParked) {
            say(passed.partition(), image, ReceiptState.PARKED);
            parked.add(key.getImage());
        } else if (record instanceof ImageAborted) {
            say(passed.partition(), image, ReceiptState.FAILED);
        } else {
            receiving.put(image, passed);
        }
    }

    private void say(int partition, RecordKey image, ReceiptState state) {
        String topic = harbour.topics.receipts(Harbour.DESTINATION);
        TurnStarted turn = turns.get(image.getGeneration());
        Receipt receipt = Receipt.newBuilder().setState(state).setTurn(turn.getTurn()).setOrdinal(turn.getOrdinal())
                .setCursor(0).setOrderedBytes(bytes.get(image.getGeneration()))
                .setCause(state == ReceiptState.FAILED ? "aborted" : null).setAt(Instant.EPOCH).build();
        producer.send(new ProducerRecord<>(topic, partition,
                harbour.format.encode(topic, new ReceiptKey(image.getImage(), image.getGeneration())),
                harbour.format.encode(topic, receipt)));
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        consumer.close();
        producer.close();
    }
}
