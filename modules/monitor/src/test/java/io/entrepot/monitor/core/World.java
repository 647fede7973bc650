package io.entrepot.monitor.core;

import io.entrepot.wire.JournalState;
import io.entrepot.wire.ReceiptState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** A fleet that does what fleets do, at random; it knows the truth, of which the fold sees records only. */
final class World {

    static final int PARTITIONS = 2;
    static final String DESTINATION = "there";

    private static final int IMAGES = 6;
    private static final int RUNS_MAX = 5;

    static final class Truth {
        final String image;
        final String id;
        final int partition;
        final long ordinal;
        final long size;
        JournalState sent = JournalState.OPEN;
        ReceiptState said;
        long sentBytes;
        long writtenBytes;
        /** When each run was sent. */
        final List<Long> sentMs = new ArrayList<>();
        int turn;

        Truth(String image, int number, int partition, long ordinal, long size) {
            this.image = image;
            this.id = Records.generation(number);
            this.partition = partition;
            this.ordinal = ordinal;
            this.size = size;
        }

        boolean isOver() {
            return said == ReceiptState.COMMITTED || said == ReceiptState.FAILED || said == ReceiptState.SUPERSEDED
                    || said == null && turn == 0 && sent == JournalState.ABORTED;
        }
    }

    final List<Truth> all = new ArrayList<>();
    final Map<Integer, Truth> holders = new HashMap<>();
    final Map<Integer, Head> heads = new HashMap<>();
    long nowMs = 1_700_000_000_000L;
    private final FleetFold fold;
    private final Random random;
    private long interimOffset = 10;

    World(FleetFold fold, long seed) {
        this.fold = fold;
        this.random = new Random(seed);
    }

    void step() {
        nowMs += random.nextInt(900);
        int partition = random.nextInt(PARTITIONS);
        switch (random.nextInt(8)) {
            case 0 -> open();
            case 1, 2, 3 -> send();
            case 4 -> giveTurn(partition);
            default -> write(partition);
        }
    }

    private void open() {
        int image = random.nextInt(IMAGES);
        long size = (long) random.nextInt(RUNS_MAX) * Records.RUN_BYTES;
        Truth opened = new Truth("image" + image, all.size(), image % PARTITIONS, interimOffset++, size);
        all.add(opened);
        journal(opened, 0);
    }

    /** Agents go on with the newest sending of an image only. */
    private void send() {
        List<Truth> open = all.stream().filter(one -> one.sent == JournalState.OPEN && isNewest(one)).toList();
        if (open.isEmpty()) {
            return;
        }
        Truth one = open.get(random.nextInt(open.size()));
        int left = (int) ((one.size - one.sentBytes) / Records.RUN_BYTES);
        if (random.nextInt(12) == 0) {
            one.sent = JournalState.ABORTED;
            journal(one, 0);
        } else {
            int runs = left == 0 ? 0 : 1 + random.nextInt(left);
            one.sentBytes += (long) runs * Records.RUN_BYTES;
            one.sentMs.addAll(Collections.nCopies(runs, nowMs));
            one.sent = runs == left ? JournalState.SEALED : JournalState.OPEN;
            interimOffset += runs;
            journal(one, runs);
        }
    }

    private void giveTurn(int partition) {
        if (holders.containsKey(partition)) {
            return;
        }
        all.stream().filter(one -> one.partition == partition && !one.isOver() && (one.turn > 0 || isPassable(one))).findFirst()
                .ifPresent(one -> {
                    one.turn++;
                    holders.put(partition, one);
                    heads.put(partition, new Head(one.image, one.id, OptionalInt.of(one.turn), nowMs));
                });
    }

    private void write(int partition) {
        Truth one = holders.get(partition);
        if (one == null) {
            return;
        }
        heads.remove(partition);
        long left = one.sentBytes - one.writtenBytes;
        int dice = random.nextInt(10);
        if (dice == 0) {
            one.writtenBytes = 0;
            end(one, ReceiptState.FAILED);
        } else if (!isNewest(one) && one.sent == JournalState.OPEN) {
            one.writtenBytes = 0;
            end(one, ReceiptState.SUPERSEDED);
        } else if (one.sent == JournalState.ABORTED) {
            one.writtenBytes = 0;
            end(one, ReceiptState.FAILED);
        } else if (dice == 1 && one.sent == JournalState.OPEN) {
            end(one, ReceiptState.PARKED);
        } else if (left == 0 && one.sent == JournalState.SEALED) {
            end(one, ReceiptState.COMMITTED);
        } else {
            one.writtenBytes += left == 0 ? 0 : Records.RUN_BYTES * (1L + random.nextInt((int) (left / Records.RUN_BYTES)));
            say(one, ReceiptState.RECEIVING);
            if (random.nextBoolean()) {
                heads.put(partition, new Head(one.image, one.id, OptionalInt.empty(), nowMs));
            }
        }
    }

    private void end(Truth one, ReceiptState state) {
        holders.remove(one.partition);
        say(one, state);
    }

    private void say(Truth one, ReceiptState state) {
        one.said = state;
        fold.take(DESTINATION, one.partition, nowMs, Records.key(one.image, one.id), Records.receipt(state, one.turn, one.ordinal,
                one.writtenBytes, state == ReceiptState.FAILED ? "It broke." : null));
    }

    private void journal(Truth one, int runs) {
        var entry = Records.entry(one.image, one.id, one.ordinal, one.sent, one.size, one.sentBytes, runs);
        fold.take(one.partition, nowMs, "agent", entry);
        if (random.nextInt(10) == 0) {
            fold.take(one.partition, nowMs, "agent", entry);
        }
    }

    boolean isNewest(Truth one) {
        return all.stream().noneMatch(other -> other.image.equals(one.image) && other.ordinal > one.ordinal);
    }

    private boolean isPassable(Truth one) {
        return one.sent == JournalState.SEALED || one.sent == JournalState.OPEN && isNewest(one);
    }

    Stage stage(Truth one) {
        boolean hasTurn = holders.get(one.partition) == one;
        if (one.said == ReceiptState.COMMITTED) {
            return Stage.COMMITTED;
        } else if (one.said == ReceiptState.SUPERSEDED) {
            return Stage.SUPERSEDED;
        } else if (one.sent == JournalState.ABORTED && (one.said != null || !hasTurn)) {
            return Stage.ABORTED;
        } else if (one.said == ReceiptState.FAILED) {
            return Stage.FAILED;
        } else if (hasTurn) {
            return Stage.RECEIVING;
        } else if (one.said == ReceiptState.PARKED) {
            return Stage.PARKED;
        } else if (one.sent == JournalState.SEALED) {
            return Stage.WAITING;
        } else if (!isNewest(one)) {
            return Stage.SUPERSEDED;
        }
        return one.sentBytes == 0 ? Stage.OPENED : Stage.SENDING;
    }
}
