package io.entrepot.resequencer.core;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * A random interim partition: several agents' images interleaved, some of them aborted, abandoned, superseded,
 * incomplete or bad.
 */
final class Script {

    /** How a generation's records end. */
    enum End { SEAL, ABORT, VANISH, HOLE, BAD }

    /**
     * One record of the partition; {@code bad} where it is one that must cost its image, {@code noise} where it must
     * cost nothing.
     */
    record Entry(Plan plan, SpecificRecord record, Event event, long interimOffset, long offset, long length,
            boolean bad, boolean noise) {

        boolean is(Class<?> type) {
            return type.isInstance(record);
        }
    }

    /** One generation. */
    static final class Plan {
        final String image;
        final String generation;
        final long size;
        final int priority;
        final End end;
        final List<long[]> slots = new ArrayList<>();
        int sent = -1;
        long ordinal = -1;

        Plan(String image, String generation, long size, int priority, End end) {
            this.image = image;
            this.generation = generation;
            this.size = size;
            this.priority = priority;
            this.end = end;
        }
    }

    private record Block(Entry entry, int index, long offset, int length, byte[] digest) {
    }

    private static final int DIGEST = 32;
    /** A generation that was never opened. */
    static final long NOWHERE = 1_000;
    static final String GHOST = new UUID(0, 0).toString();

    final List<Entry> log = new ArrayList<>();
    final List<Plan> plans = new ArrayList<>();
    /** NewBlocks records by interim offset. */
    final Map<Long, Entry> carriers = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Random random;
    private final RememberedForms forms;
    private final boolean shuffled;
    private long nextOffset;
    private long digests;

    Script(Random random, RememberedForms forms) {
        this.random = random;
        this.forms = forms;
        this.shuffled = random.nextInt(4) == 0;
        nextOffset = random.nextInt(3);
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            plans.add(plan());
        }
        List<Plan> open = new ArrayList<>(plans);
        while (!open.isEmpty()) {
            Plan plan = open.get(random.nextInt(open.size()));
            if (!emitNext(plan)) {
                open.remove(plan);
            }
            if (random.nextInt(12) == 0) {
                noise(plan);
            }
        }
    }

    boolean shuffledOrder() {
        return shuffled;
    }

    /** Aborts for the generations whose agents went away, as their operator would send them in the end. */
    List<Entry> lastWords() {
        int from = log.size();
        for (Plan plan : plans) {
            if (plan.end == End.VANISH) {
                abort(plan, plan.slots.isEmpty() ? 0 : plan.slots.get(0)[0]);
            }
        }
        return log.subList(from, log.size());
    }

    private Plan plan() {
        int kind = random.nextInt(10);
        End end = kind < 5 ? End.SEAL : kind < 6 ? End.ABORT : kind < 8 ? End.VANISH : kind < 9 ? End.HOLE : End.BAD;
        List<long[]> slots = new ArrayList<>();
        long size = 0;
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(12);
            slots.add(new long[] {size, length});
            size += length;
        }
        if (end == End.HOLE && slots.isEmpty()) {
            end = End.SEAL;
        }
        String generation = new UUID(random.nextLong(), random.nextLong()).toString();
        Plan plan = new Plan("image" + random.nextInt(5), generation, size,
                random.nextInt(4) == 0 ? random.nextInt(3) - 1 : 0, end);
        if (end == End.HOLE) {
            slots.remove(random.nextInt(slots.size()));
        } else if (end != End.SEAL) {
            slots.subList(random.nextInt(slots.size() + 1), slots.size()).clear();
        }
        if (shuffled) {
            Collections.shuffle(slots, random);
        }
        plan.slots.addAll(slots);
        return plan;
    }

    private boolean emitNext(Plan plan) {
        int next = plan.sent++;
        if (next < 0) {
            plan.ordinal = nextOffset;
            add(plan, 0, 0, new ImageOpened(plan.size, "agent", 1, plan.priority, 0, 0L, Instant.EPOCH), false);
            return true;
        }
        if (next < plan.slots.size()) {
            long[] slot = plan.slots.get(next);
            extent(plan, slot[0], (int) slot[1]);
            return true;
        }
        switch (plan.end) {
            case SEAL, HOLE -> add(plan, plan.size, 0,
                    new ImageSealed(plan.size, ByteBuffer.allocate(DIGEST), plan.size, 0L, 0L), false);
            case ABORT -> abort(plan, 0);
            case BAD -> bad(plan);
            case VANISH -> { }
        }
        return false;
    }

    private void abort(Plan plan, long offset) {
        add(plan, offset, 0, new ImageAborted("given up", null), false);
    }

    private void extent(Plan plan, long offset, int length) {
        if (random.nextInt(3) > 0) {
            fresh(plan, offset, length, false);
        } else {
            known(plan, offset, length);
        }
    }

    private void fresh(Plan plan, long offset, int length, boolean bad) {
        List<Integer> lengths = new ArrayList<>();
        for (int left = length; left > 0; left -= lengths.get(lengths.size() - 1)) {
            lengths.add(1 + random.nextInt(Math.min(4, left)));
        }
        ByteBuffer named = ByteBuffer.allocate(DIGEST * lengths.size());
        for (int i = 0; i < lengths.size(); i++) {
            named.putLong(i * DIGEST, ++digests);
        }
        NewBlocks record = new NewBlocks((long) length, 1, null, lengths, named,
                ByteBuffer.wrap(new byte[1 + random.nextInt(40)]));
        Entry entry = add(plan, offset, length, record, bad);
        if (bad) {
            return;
        }
        carriers.put(entry.interimOffset(), entry);
        long at = offset;
        for (int i = 0; i < lengths.size(); i++) {
            byte[] digest = Arrays.copyOfRange(named.array(), i * DIGEST, (i + 1) * DIGEST);
            blocks.add(new Block(entry, i, at, lengths.get(i), digest));
            at += lengths.get(i);
        }
    }

    private void known(Plan plan, long offset, int length) {
        Map<String, Integer> named = new LinkedHashMap<>();
        List<Carrier> names = new ArrayList<>();
        List<Object> extents = new ArrayList<>();
        int left = length;
        while (left > 0) {
            int from = blocks.isEmpty() ? 0 : random.nextInt(blocks.size());
            if (random.nextInt(3) == 0 || blocks.isEmpty() || blocks.get(from).length() > left) {
                int zeros = 1 + random.nextInt(left);
                extents.add(new ZeroRun((long) zeros));
                left -= zeros;
                continue;
            }
            boolean ghost = random.nextInt(12) == 0;
            Plan carrier = blocks.get(from).entry().plan();
            String generation = ghost ? GHOST : carrier.generation;
            int index = named.computeIfAbsent(generation, g -> {
                names.add(new Carrier(carrier.image, g));
                return names.size() - 1;
            });
            List<Integer> lengths = new ArrayList<>();
            List<byte[]> digestsOfRun = new ArrayList<>();
            long end = blocks.get(from).offset();
            for (int i = from; i < blocks.size() && random.nextInt(8) > 0 | i == from; i++) {
                Block block = blocks.get(i);
                if (block.entry().plan() != carrier || block.offset() != end || block.length() > left) {
                    break;
                }
                lengths.add(block.length());
                digestsOfRun.add(block.digest());
                end += block.length();
                left -= block.length();
            }
            ByteBuffer all = ByteBuffer.allocate(DIGEST * lengths.size());
            digestsOfRun.forEach(all::put);
            // Now and then a place of which nothing was ever sent.
            long nowhere = random.nextInt(12) == 0 ? NOWHERE : 0;
            extents.add(new KnownRun(index, blocks.get(from).offset() + nowhere, lengths, all.flip()));
        }
        add(plan, offset, length, new KnownBlocks((long) length, names, extents), false);
    }

    /** A record that no agent of ours would send, for a generation that is then never finished. */
    private void bad(Plan plan) {
        long sent = plan.slots.stream().mapToLong(slot -> slot[0] + slot[1]).max().orElse(0);
        switch (random.nextInt(6)) {
            case 0 -> fresh(plan, plan.size, 1 + random.nextInt(3), true);
            case 1 -> {
                boolean overlaps = sent > 0 && sent < plan.size;
                fresh(plan, overlaps ? sent - 1 : plan.size, 2, true);
            }
            case 2 -> fresh(plan, -1 - random.nextInt(3), 2, true);
            case 3 -> unreadable(plan, sent);
            case 4 -> garbled(plan, sent);
            default -> add(plan, plan.size + 1, 0,
                    new ImageSealed(plan.size + 1, ByteBuffer.allocate(DIGEST), plan.size + 1, 0L, 0L), true);
        }
    }

    private void unreadable(Plan plan, long offset) {
        long at = nextOffset();
        RecordKey key = new RecordKey(plan.image, plan.generation, offset);
        log.add(new Entry(plan, null, new Event.Unreadable(key, at, "It is garbled."), at, offset, 0, true, false));
    }

    /** Its type and length can be read and the rest cannot, which shows only when it is to be passed on. */
    private void garbled(Plan plan, long offset) {
        if (offset == plan.size || shuffled) {
            unreadable(plan, offset);
            return;
        }
        byte[] value = new byte[1];
        long at = nextOffset();
        RecordKey key = new RecordKey(plan.image, plan.generation, offset);
        log.add(new Entry(plan, null, new Event.Arrival(key, RecordType.KNOWN_BLOCKS, 1, at, forms.key(key), value), at,
                offset, 1, true, false));
    }

    private void noise(Plan plan) {
        if (random.nextInt(3) == 0) {
            echo(plan);
            return;
        }
        long at = nextOffset();
        SpecificRecord record;
        RecordKey key;
        RecordType type;
        long length = 0;
        switch (random.nextInt(4)) {
            case 0 -> {
                key = new RecordKey(plan.image, GHOST, 0L);
                type = RecordType.NEW_BLOCKS;
                length = 1;
            }
            case 1 -> {
                key = new RecordKey("another", plan.generation, 0L);
                type = RecordType.IMAGE_ABORTED;
            }
            case 2 -> {
                key = new RecordKey(plan.image, plan.generation, 0L);
                type = RecordType.TURN_STARTED;
            }
            default -> {
                // What was there before, word for word: as after positions were set back.
                Entry again = log.get(random.nextInt(log.size()));
                log.add(new Entry(again.plan(), again.record(), again.event(), again.interimOffset(), again.offset(),
                        again.length(), again.bad(), true));
                return;
            }
        }
        record = new ImageAborted("noise", null);
        Event event = new Event.Arrival(key, type, length, at, forms.key(key), forms.value(record));
        log.add(new Entry(plan, record, event, at, 0, 0, false, true));
    }

    /** Other blocks for a range that came before. */
    private void echo(Plan plan) {
        List<Entry> before = carriers.values().stream().filter(entry -> entry.plan() == plan).toList();
        if (before.isEmpty()) {
            return;
        }
        Entry entry = before.get(random.nextInt(before.size()));
        Event.Arrival came = (Event.Arrival) entry.event();
        long at = nextOffset();
        Event event = new Event.Arrival(came.key(), came.type(), came.length(), at, came.rawKey(), came.rawValue());
        log.add(new Entry(plan, null, event, at, entry.offset(), entry.length(), false, true));
    }

    private Entry add(Plan plan, long offset, long length, SpecificRecord record, boolean bad) {
        long at = nextOffset();
        RecordKey key = new RecordKey(plan.image, plan.generation, offset);
        Event event = new Event.Arrival(key, RecordType.of(record), length, at, forms.key(key), forms.value(record));
        Entry entry = new Entry(plan, record, event, at, offset, length, bad, false);
        log.add(entry);
        return entry;
    }

    /** Commit markers and aborted records leave gaps. */
    private long nextOffset() {
        long offset = nextOffset;
        nextOffset += 1 + (random.nextInt(5) == 0 ? random.nextInt(3) : 0);
        return offset;
    }
}
