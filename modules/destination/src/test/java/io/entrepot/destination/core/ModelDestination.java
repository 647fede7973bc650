package io.entrepot.destination.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.core.ModelFleet.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * A destination of arrays and maps that carries out actions and holds every one of them to the invariants. What is not made
 * durable is spoiled by a crash. Checkpoints are carried out in between other actions, as the shell does.
 */
final class ModelDestination implements Shelf {

    /** The process dies. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Partial {
        byte[] bytes = new byte[64];
        int length;
        int durableLength;
    }

    private final ModelFleet fleet;
    private final Random random;
    private final Runnable boundary;

    private final Map<Generation, Partial> partials = new HashMap<>();
    private final Map<String, byte[]> finals = new HashMap<>();
    private final Map<String, ImageRecord> records = new HashMap<>();
    final Map<Generation, List<Word>> words = new HashMap<>();
    private final List<Partition> partitions = new ArrayList<>();

    ModelDestination(ModelFleet fleet, long seed, Runnable boundary) {
        this.fleet = fleet;
        this.random = new Random(seed);
        this.boundary = boundary;
        fleet.logs.forEach(log -> partitions.add(new Partition(log)));
    }

    /** Runs from the last committed offsets to the ends of the logs, unless it crashes. */
    void run() {
        for (ImageRecord record : List.copyOf(records.values())) {
            record.incoming().ifPresent(incoming -> recover(record, incoming));
        }
        partitions.forEach(Partition::restart);
        List<Partition> going = new ArrayList<>(partitions);
        while (!going.isEmpty()) {
            Partition one = going.get(random.nextInt(going.size()));
            if (!one.handleNext()) {
                going.remove(one);
            }
        }
        for (Partition partition : partitions) {
            partition.finishBackground();
            partition.checkpoint().forEach(partition::carryOut);
        }
    }

    private void recover(ImageRecord record, Incoming incoming) {
        Partition partition = partitions.get(incoming.position().partition());
        for (Action action : Recovery.of(record, partials.containsKey(incoming.generation()), finals.containsKey(record.image()),
                partition.settled(incoming.generation()))) {
            if (action instanceof Action.Rename && fleet.unnamed.contains(incoming.generation())) {
                partition.carryOut(Recovery.unnamed(record));
                return;
            }
            partition.carryOut(action);
        }
    }

    /** What a crash leaves: of bytes that were not forced, anything. */
    void crash() {
        partitions.forEach(Partition::crash);
        for (Partial partial : partials.values()) {
            for (int i = partial.durableLength; i < partial.bytes.length; i++) {
                partial.bytes[i] = (byte) random.nextInt(256);
            }
            partial.length = partial.durableLength + random.nextInt(partial.bytes.length - partial.durableLength + 1);
        }
    }

    byte[] finalFile(String image) {
        return finals.get(image);
    }

    int partialFiles() {
        return partials.size();
    }

    @Override
    public ImageRecord find(String image) {
        return records.getOrDefault(image, ImageRecord.none(image));
    }

    @Override
    public boolean isOccupied(String image) {
        return finals.containsKey(image);
    }

    @Override
    public OptionalLong sizeBytes(String image) {
        ImageRecord record = find(image);
        return finals.containsKey(image) && record.committed().isPresent()
                ? OptionalLong.of(record.committed().get().opening().size()) : OptionalLong.empty();
    }

    @Override
    public boolean isAltered(String image, Opening committed) {
        return false;
    }

    @Override
    public Optional<String> damage(String image) {
        return Optional.empty();
    }

    @Override
    public boolean mayOverwrite() {
        return false;
    }

    /** One partition at the writer. */
    private final class Partition {
        private final List<Entry> log;
        private long committedNext;
        private Optional<Mark> mark = Optional.empty();
        private Lane lane;
        private int at;
        private Generation open;
        private Partial removed;
        private final Deque<Action> background = new ArrayDeque<>();

        Partition(List<Entry> log) {
            this.log = log;
        }

        void restart() {
            lane = Lane.restarted(committedNext, mark);
            at = (int) log.stream().filter(entry -> entry.arrival().header().position().next() < committedNext).count();
        }

        void crash() {
            background.clear();
            open = null;
        }

        Optional<StreamPosition> settled(Generation generation) {
            return mark.filter(m -> m.settled() && m.generationId().equals(generation.id()))
                    .map(any -> new StreamPosition(ModelFleet.ORDERED, partitions.indexOf(this), committedNext));
        }

        boolean handleNext() {
            if (at == log.size()) {
                return false;
            }
            handle(log.get(at++));
            return true;
        }

        private void handle(Entry entry) {
            Lane.Outcome outcome = lane.on(entry.arrival(), ModelDestination.this);
            lane = outcome.lane();
            carryOutAll(outcome.actions(), entry);
            while (!background.isEmpty() && random.nextInt(3) == 0) {
                carryOut(background.poll());
            }
            if (background.isEmpty() && random.nextInt(3) == 0) {
                background.addAll(checkpoint());
            }
        }

        /** None where another partition has taken the name: then that is the end. */
        List<Action> checkpoint() {
            Optional<Lane.Outcome> overtaken = lane.overtaken(ModelDestination.this);
            overtaken.ifPresent(outcome -> lane = outcome.lane());
            return overtaken.map(Lane.Outcome::actions).orElseGet(lane::checkpoint);
        }

        private void carryOutAll(List<Action> actions, Entry entry) {
            if (actions.stream().anyMatch(action -> !(action instanceof Action.Fill))) {
                finishBackground();
            }
            for (Action action : actions) {
                if (action instanceof Action.Fill fill) {
                    boundary.run();
                    fill(fill, entry);
                } else if (action instanceof Action.Complete complete) {
                    boundary.run();
                    complete(complete, entry);
                } else if (action instanceof Action.Rename rename) {
                    boundary.run();
                    rename(rename, entry);
                } else if (action instanceof Action.Open opens && isGone(opens)) {
                    Lane.Outcome failed = lane.fail(Failure.of("The partial file is gone."));
                    lane = failed.lane();
                    carryOutAll(failed.actions(), entry);
                    return;
                } else {
                    carryOut(action);
                }
            }
        }

        /** Only a newer generation of the name takes a partial file away. */
        private boolean isGone(Action.Open opens) {
            Generation generation = opens.incoming().generation();
            boolean gone = !opens.fresh() && !partials.containsKey(generation);
            assertThat(gone && fleet.fates.get(generation) == ModelFleet.Fate.COMMITTED)
                    .as("H: the partial file of %s is there", generation).isFalse();
            return gone;
        }

        private void finishBackground() {
            while (!background.isEmpty()) {
                carryOut(background.poll());
            }
        }

        private void fill(Action.Fill fill, Entry entry) {
            Header header = fill.brings().header();
            assertThat(open).as("B: the open file is the one of the record").isEqualTo(header.generation());
            Partial partial = partials.getOrDefault(open, removed);
            assertThat((long) partial.length).as("C: contiguous").isEqualTo(header.imageOffset());
            if (fleet.unfit.contains(header.position()) || entry.filled().isEmpty()) {
                Lane.Outcome failed = lane.fail(Failure.of("A block cannot be had right."));
                lane = failed.lane();
                carryOutAll(failed.actions(), entry);
                return;
            }
            System.arraycopy(entry.bytes(), 0, partial.bytes, partial.length, entry.bytes().length);
            partial.length += entry.bytes().length;
            lane = lane.filled(fill.brings(), entry.filled().get());
        }

        private void complete(Action.Complete complete, Entry entry) {
            Partial partial = partials.get(complete.generation());
            assertThat((long) partial.length).as("C: exactly once from 0 to its size").isEqualTo(complete.opening().size());
            partial.durableLength = partial.length;
            Lane.Outcome outcome = lane.completed(1);
            lane = outcome.lane();
            carryOutAll(outcome.actions(), entry);
        }

        /** Now and then something has come to have the name. */
        private void rename(Action.Rename rename, Entry entry) {
            Lane.Outcome outcome;
            if (fleet.unnamed.contains(rename.generation())) {
                outcome = lane.fail(Failure.of("The name is taken."));
            } else {
                named(rename);
                outcome = lane.renamed();
            }
            lane = outcome.lane();
            carryOutAll(outcome.actions(), entry);
        }

        private void carryOut(Action action) {
            boundary.run();
            if (action instanceof Action.Open opens) {
                open(opens);
            } else if (action instanceof Action.Fit fit) {
                assertThat(fit.generation()).isEqualTo(open);
            } else if (action instanceof Action.Force force) {
                assertThat(open).as("E: what is forced is open").isEqualTo(force.generation());
                Partial partial = partials.getOrDefault(force.generation(), removed);
                partial.durableLength = partial.length;
            } else if (action instanceof Action.Save save) {
                ImageRecord after = find(save.record().image()).updatedTo(save.record());
                if (save.record().incoming().isEmpty() || after.equals(save.record())) {
                    save(after);
                } else {
                    background.clear();
                }
            } else if (action instanceof Action.Take take) {
                save(take.record());
            } else if (action instanceof Action.Rename rename) {
                named(rename);
            } else if (action instanceof Action.Transact transact) {
                transact(transact);
            } else if (action instanceof Action.Drop drop) {
                partials.remove(drop.generation());
                ImageRecord left = find(drop.generation().image());
                save(left.isReceiving(drop.generation()) ? left.withoutIncoming() : left);
                closed(drop.generation());
            } else if (action instanceof Action.Close close) {
                closed(close.generation());
            } else {
                throw new IllegalStateException("unexpected " + action);
            }
        }

        /** A partial file that is open can be written to when it has no name any more. */
        private void lose(String image) {
            if (open != null && open.image().equals(image) && partials.containsKey(open)) {
                removed = partials.get(open);
            }
        }

        private void closed(Generation generation) {
            if (generation.equals(open)) {
                open = null;
            }
        }

        private void open(Action.Open opens) {
            Incoming incoming = opens.incoming();
            assertThat(open).as("one file open on a partition").isNull();
            open = incoming.generation();
            if (opens.fresh()) {
                partitions.forEach(other -> other.lose(open.image()));
                partials.keySet().removeIf(generation -> generation.image().equals(open.image()));
                partials.put(open, new Partial());
            }
            Partial partial = partials.get(open);
            assertThat((long) partial.durableLength).as("E: bytes below the cursor are durable")
                    .isGreaterThanOrEqualTo(incoming.cursor());
            partial.length = (int) incoming.cursor();
            partial.durableLength = partial.length;
        }

        private void save(ImageRecord record) {
            record.incoming().ifPresent(incoming -> {
                Partial partial = partials.get(incoming.generation());
                assertThat(partial).as("E: a record of a file that is there").isNotNull();
                assertThat((long) partial.durableLength).as("E: the record is not ahead of the fsync")
                        .isGreaterThanOrEqualTo(incoming.cursor());
            });
            record.committed().ifPresent(committed -> assertThat(finals.get(record.image()))
                    .as("E: recorded as committed after the rename")
                    .isEqualTo(fleet.contents.get(new Generation(record.image(), committed.id()))));
            if (record.isEmpty()) {
                records.remove(record.image());
            } else {
                records.put(record.image(), record);
            }
        }

        private void named(Action.Rename rename) {
            rename(rename.generation());
            boundary.run();
            save(find(rename.after().image()).updatedTo(rename.after()));
        }

        private void rename(Generation generation) {
            Partial partial = partials.remove(generation);
            if (partial != null) {
                byte[] content = fleet.contents.get(generation);
                assertThat(partial.durableLength).as("E: a final name only after the fsync").isEqualTo(content.length);
                assertThat(Arrays.copyOf(partial.bytes, partial.durableLength)).as("F: only right bytes get the name")
                        .isEqualTo(content);
                records.get(generation.image()).committed().ifPresent(before -> assertThat(
                        fleet.ordinals.get(new Generation(generation.image(), before.id())))
                        .as("never an older generation over a newer one").isLessThan(fleet.ordinals.get(generation)));
                finals.put(generation.image(), content);
            }
            closed(generation);
        }

        private void transact(Action.Transact transact) {
            for (Word word : transact.words()) {
                check(word);
                words.computeIfAbsent(word.generation(), key -> new ArrayList<>()).add(word);
            }
            assertThat(transact.next()).as("offsets do not go back").isGreaterThanOrEqualTo(committedNext);
            transact.mark().filter(m -> !m.settled()).ifPresent(m -> checkOffset(m.generationId(), transact.next()));
            committedNext = transact.next();
            mark = transact.mark();
        }

        /** Every record of the generation that has the turn, up to the offset, is in its durable record. */
        private void checkOffset(String generationId, long next) {
            Incoming incoming = records.values().stream().flatMap(record -> record.incoming().stream())
                    .filter(one -> one.generation().id().equals(generationId)).findFirst().orElse(null);
            if (incoming == null && fleet.fates.keySet().stream().anyMatch(one -> one.id().equals(generationId) && mayBeOvertaken(one))) {
                return;
            }
            assertThat(log.stream().map(entry -> entry.arrival().header())
                    .filter(header -> header.generation().id().equals(generationId))
                    .map(header -> header.position().next())
                    .filter(offset -> offset < next && offset >= incoming.position().next()))
                    .as("E: no offset ahead of the durable record").isEmpty();
        }

        /** Another partition may take the name between two steps of a checkpoint. */
        private boolean mayBeOvertaken(Generation generation) {
            return partitions.size() > 1 && fleet.fates.get(generation) != ModelFleet.Fate.COMMITTED;
        }

        private void check(Word word) {
            Generation generation = word.generation();
            ImageRecord record = find(generation.image());
            switch (word.state()) {
                case COMMITTED -> {
                    assertThat(record.hasCommitted(generation)).as("E: COMMITTED is said after the record").isTrue();
                    if (fleet.fates.get(generation) == ModelFleet.Fate.COMMITTED) {
                        assertThat(word.orderedBytes()).as("each record of %s counted once", generation)
                                .isEqualTo(fleet.orderedBytes.get(generation));
                        Figures figures = word.figures();
                        assertThat(figures.zeroBytes() + figures.newBytes()).as("C: figures cover the image")
                                .isEqualTo(fleet.contents.get(generation).length);
                    }
                }
                case RECEIVING, PARKED -> {
                    if (word.state() == Word.State.PARKED && word.cursor() == 0) {
                        // Perhaps before it was opened.
                        return;
                    }
                    if (!record.isReceiving(generation) && mayBeOvertaken(generation)) {
                        return;
                    }
                    assertThat(record.isReceiving(generation)).as("E: %s is said after the record", word.state()).isTrue();
                    assertThat(word.cursor()).as("E: no receipt ahead of the fsync")
                            .isLessThanOrEqualTo(partials.get(generation).durableLength);
                }
                default -> assertThat(word.failure().orElseThrow().cause()).as("F: the cause is said")
                        .contains(generation.image().isEmpty() ? "" : " ").endsWith(".");
            }
        }
    }
}
