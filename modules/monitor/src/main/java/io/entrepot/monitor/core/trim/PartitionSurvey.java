package io.entrepot.monitor.core.trim;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one interim partition holds, and what destinations have of it. How far they have read is given first, then the interim records in
 * order, then what is recalled, then the receipts; the last two may be told anew behind further interim records. For one thread.
 */
public final class PartitionSurvey {

    private final int partition;
    private final SortedSet<String> destinations;
    private final Map<String, Sending> sendings = new LinkedHashMap<>();
    private final Map<String, List<Sending>> byImage = new HashMap<>();
    private final SortedMap<String, Long> readUpTo = new TreeMap<>();
    private final Map<String, Long> firstUnread = new HashMap<>();
    private final Map<String, RecallSurvey> recalls = new HashMap<>();
    /** Offset of a record that nobody knows whose it is. One is enough: whatever of the partition goes, it may need it. */
    private OptionalLong nobodys = OptionalLong.empty();

    /** @param destinations all there are in the fleet */
    public PartitionSurvey(int partition, SortedSet<String> destinations) {
        this.partition = partition;
        this.destinations = destinations;
    }

    /**
     * An interim record.
     *
     * @param value null for blocks that were new, of which nothing but their being there matters
     */
    public void interim(long offset, RecordKey key, SpecificRecord value) {
        met(offset);
        Sending sending = sending(offset, key, value instanceof ImageOpened);
        if (value instanceof ImageOpened opened) {
            sending.openedAtMs = OptionalLong.of(opened.getOpenedAt().toEpochMilli());
        } else if (value instanceof KnownBlocks blocks) {
            blocks.getCarriers().forEach(carrier -> refer(sending, carrier));
        } else if (value instanceof ImageSealed) {
            sending.sealed = true;
        } else if (value instanceof ImageAborted) {
            sending.aborted = true;
        }
    }

    /**
     * An interim record that cannot be read here, so that nobody knows what it needs.
     *
     * @param key null where that cannot be read either
     */
    public void unreadable(long offset, RecordKey key) {
        met(offset);
        if (key == null) {
            nobodys = nobodys.isPresent() ? nobodys : OptionalLong.of(offset);
            return;
        }
        Sending sending = sending(offset, key, false);
        if (sending.unreadableAt < 0) {
            sending.unreadableAt = offset;
        }
    }

    /** Markers stand between records, so that a position before the end does not say that something is unread. */
    private void met(long offset) {
        readUpTo.forEach((destination, position) -> {
            if (offset >= position) {
                firstUnread.putIfAbsent(destination, offset);
            }
        });
    }

    private Sending sending(long offset, RecordKey key, boolean opening) {
        return sendings.computeIfAbsent(key.getGeneration(), id -> begin(new Sending(key.getImage(), id, offset, opening)));
    }

    private Sending begin(Sending sending) {
        List<Sending> ofImage = byImage.computeIfAbsent(sending.image, any -> new ArrayList<>());
        ofImage.forEach(before -> before.followed = true);
        ofImage.add(sending);
        return sending;
    }

    /** A carrier stands before what refers to it (A), so that one that is not known is gone. */
    private void refer(Sending sending, Carrier carrier) {
        Sending from = sendings.get(carrier.getGeneration());
        if (from == null) {
            sending.lacksCarrier = true;
        } else if (from != sending) {
            sending.carriersFrom = Math.min(sending.carriersFrom, from.firstOffset);
        }
    }

    /** When a generation was opened, in milliseconds since the epoch; empty where its opening is not on the topic any more. */
    public OptionalLong openedAtMs(String generation) {
        return Optional.ofNullable(sendings.get(generation)).map(sending -> sending.openedAtMs).orElse(OptionalLong.empty());
    }

    /** What a destination says of a generation. One that is not on the topic any more is passed over. */
    public void receipt(String destination, ReceiptKey key, Receipt receipt) {
        boolean has = receipt.getState() == ReceiptState.COMMITTED;
        boolean ofAnEarlierLife = recalls.containsKey(destination) && recalls.get(destination).outlives(key.getGeneration(), receipt.getTurn());
        if (ofAnEarlierLife || !has && receipt.getState() != ReceiptState.SUPERSEDED) {
            return;
        }
        if (recalls.containsKey(destination)) {
            recalls.get(destination).answered(key.getGeneration(), receipt.getTurn());
        }
        Sending said = sendings.get(key.getGeneration());
        if (said != null) {
            said.settledAt.add(destination);
        }
        if (has) {
            // An older generation never takes the place of a newer one.
            byImage.getOrDefault(key.getImage(), List.of()).stream().filter(older -> older.firstOffset < receipt.getOrdinal())
                    .forEach(older -> older.settledAt.add(destination));
        }
    }

    /**
     * What is being recalled for a destination, and what it says of generations, is going to be told anew; recalls first.
     *
     * @return takes the records of the destination's recall partition
     */
    public RecallSurvey again(String destination) {
        sendings.values().forEach(sending -> sending.settledAt.remove(destination));
        RecallSurvey survey = new RecallSurvey();
        recalls.put(destination, survey);
        return survey;
    }

    /** How far a destination's resequencer has read; never said where it has not begun. */
    public void readUpTo(String destination, long offset) {
        readUpTo.put(destination, offset);
    }

    /**
     * The offset below which every destination has all that it needs, and who needs what comes there.
     *
     * @param start first offset that is there
     * @param end   behind the last committed record
     */
    public Delivered delivered(long start, long end) {
        Delivered delivered = new Delivered(end, Optional.empty());
        if (destinations.isEmpty()) {
            delivered = delivered.atMost(start, Loss.Kind.UNFINISHED, partition, null, "");
        }
        for (String destination : destinations) {
            long unread = readUpTo.containsKey(destination) ? firstUnread.getOrDefault(destination, end) : start;
            delivered = delivered.atMost(unread, Loss.Kind.UNREAD, partition, null, destination);
            for (Sending sending : sendings.values()) {
                if (!sending.isVoid() && !isSettled(sending, destination)) {
                    delivered = delivered.atMost(sending.neededFrom(), Loss.Kind.UNFINISHED, partition, sending, destination);
                }
            }
        }
        return delivered.offset() < start ? new Delivered(start, delivered.holder()) : delivered;
    }

    /** Who loses what when the partition begins at this offset, behind its first one; in the order of the sendings. */
    public List<Loss> losses(long before) {
        List<Loss> losses = new ArrayList<>();
        readUpTo.keySet().forEach(destination -> {
            if (firstUnread.getOrDefault(destination, Long.MAX_VALUE) < before) {
                losses.add(new Loss(Loss.Kind.UNREAD, partition, "", "", destination));
            }
        });
        nobodys.ifPresent(offset -> losses.add(new Loss(Loss.Kind.UNREADABLE, partition, "", "", "", offset)));
        for (Sending sending : sendings.values()) {
            if (sending.unreadableAt >= 0 && !sending.isVoid() && !isSettled(sending)) {
                losses.add(new Loss(Loss.Kind.UNREADABLE, partition, sending.image, sending.generation, "", sending.unreadableAt));
            }
            if (sending.neededFrom() < before && !sending.isVoid()) {
                destinations.stream().filter(destination -> !isSettled(sending, destination)).forEach(destination ->
                        losses.add(new Loss(Loss.Kind.UNFINISHED, partition, sending.image, sending.generation, destination)));
                if (destinations.isEmpty()) {
                    losses.add(new Loss(Loss.Kind.UNFINISHED, partition, sending.image, sending.generation, ""));
                }
                if (sending.isReplayable()) {
                    losses.add(new Loss(sending.firstOffset < before ? Loss.Kind.RECORDS : Loss.Kind.CARRIERS, partition, sending.image,
                            sending.generation, ""));
                }
            }
        }
        return losses;
    }

    /** Whether every destination there is has it, or a newer one, or was not given it. */
    private boolean isSettled(Sending sending) {
        return !destinations.isEmpty() && destinations.stream().allMatch(destination -> isSettled(sending, destination));
    }

    /**
     * Whether the destination has it, or a newer one; or was not given it by the replay that made it, and another one has it: what no
     * destination has stands here alone, and may have been meant for this one by a replay that was killed.
     */
    private boolean isSettled(Sending sending, String destination) {
        return sending.settledAt.contains(destination) || !sending.settledAt.isEmpty() && recalls.containsKey(destination)
                && recalls.get(destination).leavesOut(sending.generation, sending.firstOffset);
    }
}
