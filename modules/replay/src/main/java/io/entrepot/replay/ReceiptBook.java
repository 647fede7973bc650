package io.entrepot.replay;

import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A destination's last word on each generation: a row of some hundred bytes for each that has any. */
final class ReceiptBook {

    private static final String CLIENT = "entrepot-replay-receipts";

    /** The last word on a generation. */
    record Word(int partition, String image, String id, ReceiptState state, long ordinal, int turn) {
    }

    private final Map<String, Word> words = new HashMap<>();
    private final Predicate<String> names;
    private final WireFormat format;

    private ReceiptBook(Predicate<String> names, WireFormat format) {
        this.names = names;
        this.format = format;
    }

    static ReceiptBook read(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String topic, Predicate<String> names,
            BooleanSupplier stopped) {
        ReceiptBook book = new ReceiptBook(names, format);
        Logs.read(kafka.reader(CLIENT), topics.startOffsets(topic), topics.endOffsets(topic), stopped, book::take);
        return book;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReceiptKey key = format.decode(record.key(), ReceiptKey.class);
            if (record.value() != null && names.test(key.getImage())) {
                Receipt receipt = format.decode(record.value(), Receipt.class);
                words.put(key.getGeneration(), new Word(record.partition(), key.getImage(), key.getGeneration(),
                        receipt.getState(), receipt.getOrdinal(), receipt.getTurn()));
            }
        } catch (WireException bad) {
            // Nobody's word.
        }
    }

    Optional<ReceiptState> of(String id) {
        return Optional.ofNullable(words.get(id)).map(Word::state);
    }

    /** The last turn of the generation of which anything was said; 0 where nothing was. */
    int turn(String id) {
        return Optional.ofNullable(words.get(id)).map(Word::turn).orElse(0);
    }

    /** Names of the images that were begun and are not at an end, in order. */
    List<String> unfinished() {
        return words.values().stream()
                .filter(word -> word.state() == ReceiptState.RECEIVING || word.state() == ReceiptState.PARKED)
                .map(Word::image).distinct().sorted().toList();
    }

    /** Those of which the last word is that they failed, by id, unless a later sending of the image has come there since. */
    Map<String, Word> failed() {
        Map<String, Long> newest = new HashMap<>();
        words.values().forEach(word -> newest.merge(placed(word), word.ordinal(), Math::max));
        Map<String, Word> failed = new HashMap<>(words);
        failed.values().removeIf(word -> word.state() != ReceiptState.FAILED
                || word.ordinal() < newest.get(placed(word)));
        return failed;
    }

    /** Ordinals are only compared of an image on one partition. */
    private static String placed(Word word) {
        return word.partition() + "/" + word.image();
    }
}
