package io.entrepot.destination.core;

import io.entrepot.block.Chain;
import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Makes up ordered partitions: generations of a few names in several turns, some aborted, superseded, out of order of
 * opening, moved to another partition, unfit or tampered with. A byte of an image is a number below 256; 0 is a zero byte.
 */
final class ModelFleet {

    static final String ORDERED = "ordered-topic";
    static final String INTERIM = "interim-topic";

    /** One record of the log and what is in it. */
    record Entry(Arrival arrival, Optional<Filled> filled, byte[] bytes) {
    }

    /** What must become of a generation when nobody tampers with it. */
    enum Fate {
        COMMITTED, FAILED, SUPERSEDED,
        /**
         * A newer generation of the name had a turn and was not finished, or is on another partition: whatever becomes of it, it is told
         * and not wrong.
         */
        OVERTAKEN,
        TAMPERED
    }

    /** By partition. */
    final List<List<Entry>> logs = new ArrayList<>();
    final Map<Generation, byte[]> contents = new HashMap<>();
    /** In which order they were opened. */
    final Map<Generation, Long> ordinals = new HashMap<>();
    final Map<Generation, Fate> fates = new HashMap<>();
    final Map<Generation, Long> orderedBytes = new HashMap<>();
    /** Records whose blocks cannot be had right. */
    final Set<StreamPosition> unfit = new HashSet<>();
    /** Generations whose final name something else has come to have. */
    final Set<Generation> unnamed = new HashSet<>();

    private final Random random;
    private final boolean tampering;
    private final Digester digester = new Digester();
    private final List<Sending> active = new ArrayList<>();
    private final List<Long> lastOffsets = new ArrayList<>();
    private final Map<Generation, Integer> placed = new HashMap<>();
    /** By partition and name. */
    private final Map<String, Long> newestCommitted = new HashMap<>();

    /** A generation on its way through the log. */
    private final class Sending {
        final Generation generation;
        final int partition;
        final long ordinal;
        final byte[] content;
        final Chain chain = Chain.start();
        int cursor;
        int turn;
        boolean opened;

        Sending(Generation generation, int partition, long ordinal, byte[] content) {
            this.generation = generation;
            this.partition = partition;
            this.ordinal = ordinal;
            this.content = content;
        }

        /** Nothing that can be compared with another partition's. */
        long interimOrdinal() {
            return ordinal + 1_000L * (logs.size() - partition);
        }

        boolean isBeside(Sending other) {
            return partition == other.partition && generation.image().equals(other.generation.image());
        }
    }

    ModelFleet(long seed, int names, int generations, boolean tampering) {
        this(seed, names, generations, tampering, 1);
    }

    ModelFleet(long seed, int names, int generations, boolean tampering, int partitions) {
        this.random = new Random(seed);
        this.tampering = tampering;
        for (int partition = 0; partition < partitions; partition++) {
            logs.add(new ArrayList<>());
            lastOffsets.add(-1L);
        }
        for (int i = 0; i < generations; i++) {
            open("disk" + random.nextInt(names), i);
            while (active.size() > 1 + random.nextInt(3)) {
                turn(active.get(random.nextInt(active.size())));
            }
        }
        while (!active.isEmpty()) {
            turn(active.get(random.nextInt(active.size())));
        }
        placed.forEach((generation, partition) -> placed.forEach((other, another) -> {
            if (generation.image().equals(other.image()) && !partition.equals(another) && fates.get(generation) != Fate.TAMPERED
                    && ordinals.get(generation) < ordinals.get(other)) {
                fates.put(generation, Fate.OVERTAKEN);
            }
        }));
    }

    private void open(String name, long ordinal) {
        Generation generation = new Generation(name, "g" + ordinal);
        byte[] content = new byte[random.nextInt(30)];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(255));
        }
        contents.put(generation, content);
        ordinals.put(generation, ordinal);
        fates.put(generation, Fate.COMMITTED);
        int partition = logs.size() == 1 ? 0 : random.nextInt(logs.size());
        placed.put(generation, partition);
        active.add(new Sending(generation, partition, ordinal, content));
    }

    /** One turn: to the seal, or parked on the way, or ended by an abort. */
    private void turn(Sending sending) {
        sending.turn++;
        Generation generation = sending.generation;
        boolean stale = newestCommitted.getOrDefault(sending.partition + generation.image(), -1L) > sending.ordinal;
        boolean newerIsHere = active.stream().anyMatch(other -> other.turn > 0 && other.ordinal > sending.ordinal
                && other.isBeside(sending) && fates.get(other.generation) == Fate.COMMITTED);
        if (stale || newerIsHere) {
            setFate(generation, stale ? Fate.SUPERSEDED : Fate.OVERTAKEN);
        }
        active.stream().filter(older -> older.turn > 0 && older.ordinal < sending.ordinal
                        && older.isBeside(sending))
                .forEach(older -> setFate(older.generation, Fate.OVERTAKEN));
        append(new Arrival.TurnBegins(header(sending, sending.cursor), sending.turn, sending.interimOrdinal(), INTERIM));
        if (!sending.opened) {
            sending.opened = true;
            append(new Arrival.Opens(header(sending, 0), new Opening(sending.content.length, 0644, 7, 1 + sending.ordinal)));
        }
        while (sending.cursor < sending.content.length) {
            if (random.nextInt(12) == 0) {
                append(new Arrival.Parks(header(sending, sending.cursor), sending.turn, "nothing came"));
                if (fates.get(generation) == Fate.FAILED) {
                    active.remove(sending);
                }
                return;
            }
            if (random.nextInt(40) == 0) {
                abort(sending);
                return;
            }
            brings(sending);
            tamper(sending);
        }
        if (random.nextInt(20) == 0 && fates.get(generation) == Fate.COMMITTED) {
            unnamed.add(generation);
            setFate(generation, Fate.FAILED);
        }
        Digest seal = Digest.of(sending.chain.seal(sending.content.length), 0);
        append(new Arrival.Seals(header(sending, sending.content.length), sending.content.length, seal));
        if (fates.get(generation) == Fate.COMMITTED) {
            newestCommitted.merge(sending.partition + generation.image(), sending.ordinal, Math::max);
        }
        active.remove(sending);
    }

    private void abort(Sending sending) {
        boolean superseded = random.nextBoolean();
        setFate(sending.generation, superseded ? Fate.SUPERSEDED : Fate.FAILED);
        append(new Arrival.Aborts(header(sending, sending.cursor), "it changed",
                superseded ? Optional.of("newer") : Optional.empty()));
        active.remove(sending);
    }

    private void brings(Sending sending) {
        int length = 1 + random.nextInt(Math.min(8, sending.content.length - sending.cursor));
        Header header = header(sending, sending.cursor);
        byte[] bytes = Arrays.copyOfRange(sending.content, sending.cursor, sending.cursor + length);
        Filled filled = filled(sending.cursor, bytes);
        filled.blocks().forEach(run -> run.addTo(sending.chain));
        sending.cursor += length;
        if (random.nextInt(60) == 0) {
            unfit.add(header.position());
            setFate(sending.generation, Fate.FAILED);
        }
        logs.get(sending.partition).add(new Entry(new Arrival.Brings(header, length), Optional.of(filled), bytes));
    }

    private Filled filled(int offset, byte[] bytes) {
        List<BlockRun> blocks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                blocks.add(new BlockRun(offset + at, new int[] {1}, digester.digest(bytes, at, 1).bytes()));
            }
        }
        long zeros = bytes.length - blocks.size();
        return new Filled(blocks, Figures.zero(zeros).plus(Figures.fresh(bytes.length - zeros)));
    }

    /** Other blocks than the sender meant, each right in itself. */
    private void lie(List<Entry> log) {
        Entry entry = log.remove(log.size() - 1);
        byte[] bytes = entry.bytes().clone();
        bytes[0] ^= 1;
        int offset = (int) entry.arrival().header().imageOffset();
        log.add(new Entry(entry.arrival(), Optional.of(filled(offset, bytes)), bytes));
    }

    /** Spoils the log behind the last record, for the generation that has the turn or for another. */
    private void tamper(Sending sending) {
        if (!tampering || random.nextInt(15) != 0) {
            return;
        }
        List<Entry> log = logs.get(sending.partition);
        int kind = random.nextInt(7);
        Sending victim = kind < 2 || random.nextBoolean() ? sending : active.get(random.nextInt(active.size()));
        fates.put(victim.generation, Fate.TAMPERED);
        switch (kind) {
            case 0 -> log.remove(log.size() - 1);
            case 1 -> lie(log);
            case 6 -> append(new Arrival.Brings(header(victim, random.nextInt(40) - 5), random.nextInt(60) - 5));
            case 2 -> append(new Arrival.Spoiled(header(victim, 0), Failure.of("It cannot be read.")));
            case 3 -> append(new Arrival.Seals(header(victim, victim.cursor), victim.cursor,
                    Digest.of(victim.chain.seal(victim.cursor), 0)));
            case 4 -> append(new Arrival.Parks(header(victim, random.nextInt(9)), random.nextInt(3), "so it is"));
            default -> append(new Arrival.Opens(header(victim, 0), new Opening(3, 0600, 1, 1)));
        }
    }

    private void setFate(Generation generation, Fate fate) {
        if (fates.get(generation) == Fate.COMMITTED) {
            fates.put(generation, fate);
        }
    }

    private void append(Arrival arrival) {
        logs.get(arrival.header().position().partition()).add(new Entry(arrival, Optional.empty(), new byte[0]));
    }

    /** Offsets with gaps in them, as commit markers leave. */
    private Header header(Sending sending, long imageOffset) {
        long offset = lastOffsets.get(sending.partition) + 1 + random.nextInt(2);
        lastOffsets.set(sending.partition, offset);
        int valueBytes = 1 + random.nextInt(100);
        orderedBytes.merge(sending.generation, (long) valueBytes, Long::sum);
        return new Header(sending.generation, imageOffset, new StreamPosition(ORDERED, sending.partition, offset), valueBytes);
    }
}
