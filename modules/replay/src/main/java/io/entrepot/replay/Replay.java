package io.entrepot.replay;

import io.entrepot.registry.SchemaRegistry;
import io.entrepot.replay.core.CarrierRule;
import io.entrepot.replay.core.Choice;
import io.entrepot.replay.core.Ledger;
import io.entrepot.replay.core.Part;
import io.entrepot.replay.core.Sent;
import io.entrepot.replay.core.Tables;
import io.entrepot.replay.core.Verdict;
import io.entrepot.replay.core.Verdicts;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.ReceiptBook;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.ReplayStart;
import io.entrepot.wire.SchemaCheck;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicReader;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Has images given to a destination again that the interim topic still holds. Nothing is written to any topic before
 * every image that was asked for has been judged. For one call.
 *
 * <p>Every method throws {@link ReplayException}, {@link io.entrepot.wire.TopicException} or
 * {@link io.entrepot.registry.RegistryException} with one sentence when it cannot.
 */
public final class Replay {

    private static final String CLIENT = "entrepot-replay-interim";

    private final ReplaySettings settings;
    private final KafkaSettings kafka;
    private final WireFormat format;
    private final ScanProgress progress;
    private volatile boolean stopped;

    /** @param progress hears how far the interim topic has been read */
    public Replay(ReplaySettings settings, KafkaSettings kafka, SchemaRegistry registry, ScanProgress progress) {
        this.progress = progress;
        this.settings = settings;
        this.kafka = kafka;
        this.format = new WireFormat(registry);
    }

    /** Has it end before anything is written, or after what is being written; from any thread. */
    public void stop() {
        stopped = true;
    }

    /** Recalls what has failed at the destination, or gave way to what has failed, and was not sent anew since. */
    public Outcome retry() {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.checkFleet(settings.fleet());
            if (isNew(topics)) {
                throw new ReplayException("Nothing was ever received at destination " + settings.destination() + " of fleet "
                        + settings.fleet().fleet() + ", so nothing has failed there.");
            }
            ReceiptBook book = receipts(topics);
            Map<String, ReceiptBook.Word> lost = book.lost();
            if (lost.isEmpty()) {
                if (!settings.dryRun()) {
                    tidyUp(topics);
                }
                return new Outcome(List.of(), false, false);
            }
            Map<TopicPartition, Long> starts = startOffsets(topics);
            starts.keySet().removeIf(partition -> lost.values().stream()
                    .noneMatch(word -> word.partition() == partition.partition()));
            starts.replaceAll((partition, start) -> Math.max(start, lost.values().stream()
                    .filter(word -> word.partition() == partition.partition()).mapToLong(ReceiptBook.Word::ordinal).min()
                    .orElse(0)));
            Map<String, Long> newest = new HashMap<>();
            lost.values().forEach(word -> newest.merge(word.image(), word.ordinal(), Math::max));
            Choice choice = (partition, image, id, ordinal, openedAtMs) -> {
                newest.computeIfPresent(image, (any, before) -> Math.max(before, ordinal));
                return lost.containsKey(id);
            };
            return scanned(topics, starts, choice, false, book::turn, verdicts -> {
                List<Judgement> all = judge(topics, book, verdicts);
                all.forEach(judgement -> lost.remove(judgement.sent().id()));
                List<Judgement> judgements = new ArrayList<>(wholeOnes(all));
                // What was sent anew since is of no interest any more, however often that was.
                lost.values().stream().filter(word -> newest.get(word.image()) <= word.ordinal()).forEach(word -> judgements.add(
                        Judgement.refused(absent(word), "Its opening is no longer on the interim topic: send it again.")));
                return judgements;
            });
        }
    }

    /** Recalls what was opened from a place on, to a destination that has had it, or to a new one. */
    public Outcome replay() {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.checkFleet(settings.fleet());
            checkPartitions(topics.partitions(settings.fleet()));
            boolean isNew = isNew(topics);
            Choice choice = (partition, image, id, ordinal, openedAtMs) ->
                    settings.names().test(image) && settings.from().includes(partition, ordinal, openedAtMs);
            if (isNew) {
                return scanned(topics, startOffsets(topics), choice, true, id -> 0, verdicts -> wholeOnes(verdicts.stream().map(Replay::alone).toList()));
            }
            AtomicReference<ReceiptBook> book = new AtomicReference<>();
            return scanned(topics, startOffsets(topics), choice, false, id -> book.get().turn(id), verdicts -> {
                // Behind the scan, which can take hours.
                book.set(receipts(topics));
                return wholeOnes(judge(topics, book.get(), verdicts));
            });
        }
    }

    /** Who means a partition that is not there means another fleet, and would hear that no image fits. */
    private void checkPartitions(int partitions) {
        settings.from().offsets().keySet().stream().filter(number -> number >= partitions).findAny().ifPresent(number -> {
            throw new ReplayException("There is no partition " + number + " in the fleet " + settings.fleet().fleet() + ", which has "
                    + partitions + ", counted from 0.");
        });
    }

    private Map<TopicPartition, Long> startOffsets(TopicAdmin topics) {
        return new HashMap<>(topics.startOffsets(settings.fleet().interim()));
    }

    private ReceiptBook receipts(TopicAdmin topics) {
        ReceiptBook book = ReceiptBook.read(topics, kafka, format, settings.fleet().receipts(settings.destination()), any -> true,
                settings.names(), () -> stopped);
        if (stopped) {
            throw ReplayException.interrupted();
        }
        return book;
    }

    /**
     * Whether the resequencer has never begun: it reads what stands on the interim topic, and is told what of it counts. One that was away for
     * so long that Kafka has forgotten its positions has changelogs.
     */
    private boolean isNew(TopicAdmin topics) {
        String changelogs = settings.fleet().applicationId(settings.destination()) + "-";
        return interimPositions(topics).isEmpty() && topics.names(settings.fleet()).stream().noneMatch(name -> name.startsWith(changelogs));
    }

    private Map<Integer, Long> interimPositions(TopicAdmin topics) {
        Map<Integer, Long> positions = new HashMap<>();
        topics.positions(settings.fleet().applicationId(settings.destination())).forEach((partition, offset) -> {
            if (partition.topic().equals(settings.fleet().interim())) {
                positions.put(partition.partition(), offset);
            }
        });
        return positions;
    }

    /** Before which interim offset of each partition the destination is given what replays recall, and nothing else. */
    private Map<Integer, Long> passOnFrom(TopicAdmin topics) {
        String recall = settings.fleet().recall(settings.destination());
        return topics.names(settings.fleet()).contains(recall)
                ? ReplayStart.read(topics, kafka, format, recall, topics.interimTopicId(settings.fleet())) : Map.of();
    }

    private Outcome scanned(TopicAdmin topics, Map<TopicPartition, Long> starts, Choice choice, boolean isNew,
            ToIntFunction<String> lastTurns, Function<List<Verdict>, List<Judgement>> judge) {
        String interimTopicId = topics.interimTopicId(settings.fleet());
        SchemaCheck.of(topics, kafka, format, settings.fleet().interim());
        Map<TopicPartition, Long> ends = topics.endOffsets(settings.fleet().interim());
        IntFunction<CarrierRule> rules = isNew ? any -> CarrierRule.READ_AND_OPENED : rules(startOffsets(topics), starts);
        try (DiskTables tables = DiskTables.in(settings.scratch())) {
            InterimScan scan = new InterimScan(format, new Ledger(tables, choice, rules));
            read(starts, ends, scan);
            List<Verdict> verdicts = new ArrayList<>();
            new Verdicts(tables).tell(verdicts::add);
            TrimWatch trims = new TrimWatch(topics, settings.fleet());
            List<Judgement> judgements = standing(judge.apply(verdicts), trims);
            boolean writes = !settings.dryRun() && judgements.stream().anyMatch(Replay::isRecalled)
                    && !(settings.allOrNone() && judgements.stream().anyMatch(Replay::isRefused));
            if (writes) {
                judgements = write(topics, tables, judgements, interimTopicId, isNew ? ends : Map.of(), lastTurns, trims);
            } else if (!isNew && !settings.dryRun()) {
                tidyUp(topics);
            }
            return new Outcome(judgements, writes, isNew);
        }
    }

    private void read(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, InterimScan scan) {
        try {
            if (!TopicReader.read(kafka.reader(CLIENT), starts, ends, () -> stopped, scan::take, progress::read)) {
                throw ReplayException.interrupted();
            }
        } catch (OffsetOutOfRangeException e) {
            throw new ReplayException("The interim topic was trimmed while it was read, over what was yet to be read; nothing was written: run it"
                    + " again.", e);
        }
    }

    /** A scan can take hours, and what it has read may be gone by its end. */
    private static List<Judgement> standing(List<Judgement> judgements, TrimWatch trims) {
        Map<TopicPartition, Long> begins = trims.begins();
        return judgements.stream().map(judgement -> !isRecalled(judgement) ? judgement : trims.takes(judgement.sent(), begins)
                .map(why -> Judgement.refused(judgement.sent(), why)).orElse(judgement)).toList();
    }

    /** Where less is read than there is, what is referred to mostly stands before that. */
    private static IntFunction<CarrierRule> rules(Map<TopicPartition, Long> all, Map<TopicPartition, Long> read) {
        Set<Integer> inPart = new HashSet<>();
        read.forEach((place, start) -> {
            if (start > all.get(place)) {
                inPart.add(place.partition());
            }
        });
        return partition -> inPart.contains(partition) ? CarrierRule.READ_OR_EARLIER : CarrierRule.READ;
    }

    private static boolean isRecalled(Judgement judgement) {
        return judgement.kind() == Judgement.Kind.RECALLED;
    }

    private static boolean isRefused(Judgement judgement) {
        return judgement.kind() == Judgement.Kind.REFUSED;
    }

    /** An image that was sent whole by one partition is not missed where another has only a part of it. */
    private static List<Judgement> wholeOnes(List<Judgement> judgements) {
        Set<String> whole = judgements.stream().filter(Replay::isWhole).map(judgement -> judgement.sent().image()).collect(Collectors.toSet());
        return judgements.stream().filter(judgement -> isWhole(judgement) || !whole.contains(judgement.sent().image())).toList();
    }

    private static boolean isWhole(Judgement judgement) {
        return judgement.sent().state() == Sent.State.SEALED;
    }

    private static Judgement alone(Verdict verdict) {
        return verdict.whyNot().map(why -> Judgement.refused(verdict.sent(), sentence(why)))
                .orElseGet(() -> Judgement.recalled(verdict.sent(), verdict.newer().isPresent()
                        ? "A newer sending of it is under way: replay it once more when that is whole." : ""));
    }

    private List<Judgement> judge(TopicAdmin topics, ReceiptBook book, List<Verdict> verdicts) {
        Map<Integer, Long> read = interimPositions(topics);
        Map<Integer, Long> passOnFrom = passOnFrom(topics);
        Set<String> held = book.held();
        return verdicts.stream().map(verdict -> {
            Sent sent = verdict.sent();
            long givenFrom = passOnFrom.getOrDefault(sent.partition(), 0L);
            if (verdict.newer().isPresent() && verdict.newer().getAsLong() >= givenFrom) {
                return Judgement.notNeeded(sent, "A newer sending of it is under way.");
            }
            if (sent.state() == Sent.State.ABORTED && held.contains(sent.image())) {
                return Judgement.notNeeded(sent, "Its agent gave this sending up, and an earlier one is there.");
            }
            Optional<ReceiptState> said = book.of(sent.id());
            // A replay that made the destination did not give it this, or gave it and it waits: then it is not given twice.
            boolean isLeftOut = said.isEmpty() && sent.ordinal() < givenFrom;
            // What took its place may have come to nothing since, by another partition.
            boolean ended = isLeftOut || said.filter(state -> state == ReceiptState.COMMITTED || state == ReceiptState.FAILED
                    || state == ReceiptState.SUPERSEDED && !held.contains(sent.image())).isPresent();
            if (!ended && sent.state() == Sent.State.SEALED && verdict.whyNot().isEmpty()) {
                return Judgement.notNeeded(sent, said.filter(ReceiptState.SUPERSEDED::equals).isPresent()
                        ? "A newer generation has taken its place at the destination."
                        : "It has not come to its end at the destination: it waits for its turn or is being received.");
            }
            if (verdict.whyNot().isEmpty() && read.getOrDefault(sent.partition(), 0L) <= sent.sealOffset()) {
                return Judgement.refused(sent, "Its resequencer has not read all of it yet: have it run, and try again later.");
            }
            return alone(verdict);
        }).toList();
    }

    /** @return the judgements, after those have been refused that a trim was faster with */
    private List<Judgement> write(TopicAdmin topics, Tables tables, List<Judgement> judgements, String interimTopicId,
            Map<TopicPartition, Long> passOnFrom, ToIntFunction<String> lastTurns, TrimWatch trims) {
        Map<String, Judgement> overtaken = new HashMap<>();
        topics.ensureDestination(settings.fleet(), settings.destination());
        try (RecallWriter writer = new RecallWriter(kafka, settings.fleet(), settings.destination(), interimTopicId, format)) {
            unfinished(topics).forEach(writer::giveUp);
            boolean begun = topics.endOffsets(settings.fleet().recall(settings.destination())).values().stream()
                    .anyMatch(end -> end > 0);
            // A replay to a new destination that was interrupted goes on: the first word stands.
            if (!passOnFrom.isEmpty() && !begun) {
                writer.begin(passOnFrom);
            }
            List<Sent> recalled = judgements.stream().filter(Replay::isRecalled).map(Judgement::sent)
                    .sorted(Comparator.comparingInt(Sent::partition).thenComparingLong(Sent::ordinal)).toList();
            for (Sent sent : recalled) {
                if (stopped) {
                    throw new ReplayException("It was interrupted: images up to " + sent.image()
                            + ", in the order of opening, are recalled. Run it again for the others, before anything is trimmed.");
                }
                try (Tables.Rows<Part> parts = tables.parts(sent.partition(), sent.id())) {
                    writer.write(sent, lastTurns.applyAsInt(sent.id()), parts, () -> trims.takes(sent, trims.begins()))
                            .ifPresent(why -> overtaken.put(sent.id(), Judgement.refused(sent, why)));
                }
                if (settings.allOrNone() && !overtaken.isEmpty()) {
                    throw new ReplayException("The image " + sent.image() + " cannot be rebuilt, and those before it, in the order of opening, are"
                            + " recalled all the same: " + overtaken.get(sent.id()).why());
                }
            }
        }
        return judgements.stream().map(judgement -> overtaken.getOrDefault(judgement.sent().id(), judgement)).toList();
    }

    /** What a killed command has left half recalled is given up, so that nothing is kept for it. */
    private void tidyUp(TopicAdmin topics) {
        topics.ensureDestination(settings.fleet(), settings.destination());
        Map<Integer, RecordKey> unfinished = unfinished(topics);
        if (!unfinished.isEmpty()) {
            try (RecallWriter writer = new RecallWriter(kafka, settings.fleet(), settings.destination(), topics.interimTopicId(settings.fleet()),
                    format)) {
                // Nobody else writes any more: what was unfinished before may have been finished since.
                unfinished(topics).forEach(writer::giveUp);
            }
        }
    }

    private Map<Integer, RecordKey> unfinished(TopicAdmin topics) {
        return RecallTail.unfinished(topics, kafka, format, settings.fleet().recall(settings.destination()), () -> stopped);
    }

    private static Sent absent(ReceiptBook.Word word) {
        return new Sent(word.partition(), word.image(), word.generation(), word.ordinal(), 0, 0, Sent.State.OPEN, 0, 0, -1,
                word.ordinal(), true, Optional.empty());
    }

    private static String sentence(String part) {
        return Character.toUpperCase(part.charAt(0)) + part.substring(1) + ".";
    }
}
