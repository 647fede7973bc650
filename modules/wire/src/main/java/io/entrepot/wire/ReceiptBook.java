package io.entrepot.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A destination's last word on each generation: a row of some hundred bytes for each that has any. */
public final class ReceiptBook {

    private static final String CLIENT = "entrepot-receipts";

    /** The last word on a generation. */
    public record Word(int partition, String image, String generation, ReceiptState state, long ordinal, int turn) {
    }

    /** By generation; what was said last comes last. */
    private final Map<String, Word> words = new LinkedHashMap<>();
    private final Predicate<String> names;
    private final WireFormat format;

    private ReceiptBook(Predicate<String> names, WireFormat format) {
        this.names = names;
        this.format = format;
    }

    /**
     * Reads what the topic holds now.
     *
     * @param partitions of which
     * @param names      of which images
     * @param stopped    asked now and then; true leaves the book as far as it got
     */
    public static ReceiptBook read(TopicAdmin topics, KafkaSettings kafka, WireFormat format, String topic, Predicate<Integer> partitions,
            Predicate<String> names, BooleanSupplier stopped) {
        ReceiptBook book = new ReceiptBook(names, format);
        Map<TopicPartition, Long> starts = new HashMap<>(topics.startOffsets(topic));
        starts.keySet().removeIf(place -> !partitions.test(place.partition()));
        TopicReader.read(kafka.reader(CLIENT), starts, topics.endOffsets(topic), stopped, book::take);
        return book;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            ReceiptKey key = format.decode(record.key(), ReceiptKey.class);
            if (!names.test(key.getImage())) {
                return;
            }
            Optional<Receipt> receipt = record.value() == null ? Optional.empty() : Optional.of(format.decode(record.value(), Receipt.class));
            words.remove(key.getGeneration());
            receipt.ifPresent(said -> words.put(key.getGeneration(), new Word(record.partition(), key.getImage(), key.getGeneration(),
                    said.getState(), said.getOrdinal(), said.getTurn())));
        } catch (WireException bad) {
            // Nobody's word.
        }
    }

    /** What the last word on a generation says; empty when there is none. */
    public Optional<ReceiptState> of(String generation) {
        return Optional.ofNullable(words.get(generation)).map(Word::state);
    }

    /** The last turn of the generation of which anything was said; 0 where nothing was. */
    public int turn(String generation) {
        return Optional.ofNullable(words.get(generation)).map(Word::turn).orElse(0);
    }

    /** Names of the images that were begun and are not at an end, in order. */
    public List<String> unfinished() {
        return words.values().stream()
                .filter(word -> word.state() == ReceiptState.RECEIVING || word.state() == ReceiptState.PARKED)
                .map(Word::image).distinct().sorted().toList();
    }

    /** Names of the images of which a generation is there, or on its way there. */
    public Set<String> held() {
        return words.values().stream().filter(word -> word.state() != ReceiptState.FAILED && word.state() != ReceiptState.SUPERSEDED)
                .map(Word::image).collect(Collectors.toSet());
    }

    /**
     * Those that are missing at the destination, by generation: they failed, or gave way to a generation by another partition which came to
     * nothing. Not where a later sending of the image has come there since. Where a writer met a generation without its opening the ordinal
     * is 0, and the last word is taken for the latest sending's.
     */
    public Map<String, Word> lost() {
        Map<String, Long> newest = new HashMap<>();
        Map<String, Word> last = new HashMap<>();
        words.values().forEach(word -> {
            newest.merge(placed(word), word.ordinal(), Math::max);
            last.put(placed(word), word);
        });
        Set<String> held = held();
        return words.values().stream()
                .filter(word -> word.state() == ReceiptState.FAILED || word.state() == ReceiptState.SUPERSEDED && !held.contains(word.image()))
                .filter(word -> word.ordinal() == newest.get(placed(word)) || word.ordinal() == 0 && last.get(placed(word)) == word)
                .collect(Collectors.toMap(Word::generation, word -> word, (one, other) -> other, HashMap::new));
    }

    /** Of each image the generation that was committed last, by name. */
    public List<Word> committed() {
        Map<String, Word> last = new TreeMap<>();
        words.values().stream().filter(word -> word.state() == ReceiptState.COMMITTED).forEach(word -> last.put(word.image(), word));
        return new ArrayList<>(last.values());
    }

    /**
     * Whether this generation was there before that one was committed: within a partition each is newer than the one before it. Of what no
     * receipt tells nothing is known; it may have come since.
     */
    public boolean isBefore(String generation, Word committed) {
        Word other = words.get(generation);
        return other != null && other.partition() == committed.partition() && !generation.equals(committed.generation());
    }

    /** Ordinals are only compared of an image on one partition. */
    private static String placed(Word word) {
        return word.partition() + "/" + word.image();
    }
}
