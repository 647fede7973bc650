package io.entrepot.destination;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.PlacedBlocks;
import io.entrepot.wire.PlacedRun;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnParked;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** What agent and resequencer would have made of one image: records on the interim and the ordered topic. */
final class Sending {

    final Disk disk;
    final long ordinal;
    private final Feed feed;
    private final int partition;
    /** Offset in the image of each NewBlocks record on the interim topic, and its interim offset. */
    private final TreeMap<Integer, Long> carried = new TreeMap<>();
    private final TreeMap<Integer, Integer> carriedTo = new TreeMap<>();
    long orderedBytes;
    int cursor;
    private int turn;

    private Sending(Feed feed, int partition, Disk disk) {
        this.feed = feed;
        this.partition = partition;
        this.disk = disk;
        this.ordinal = feed.interim(partition, key(0), opened());
    }

    static Sending of(Feed feed, Disk disk) {
        return new Sending(feed, 0, disk);
    }

    static Sending of(Feed feed, int partition, Disk disk) {
        return new Sending(feed, partition, disk);
    }

    /** Begins a turn, with the opening in the first. */
    Sending turn() {
        turn++;
        ordered(key(cursor), new TurnStarted(turn, ordinal, feed.interimTopicId), -1);
        if (turn == 1) {
            ordered(key(0), opened(), ordinal);
        }
        return this;
    }

    /** Publishes the range as new blocks, and passes it on. */
    Sending fresh(int to) {
        long interimOffset = publish(cursor, to, disk.newBlocks(cursor, to, true));
        return pass(to, disk.newBlocks(cursor, to, true), interimOffset);
    }

    /** The same, not compressed. */
    Sending stored(int to) {
        NewBlocks blocks = disk.newBlocks(cursor, to, false);
        return pass(to, blocks, publish(cursor, to, blocks));
    }

    /** Publishes the range, and has it fetched. */
    Sending deferred(int to) {
        long interimOffset = publish(cursor, to, disk.newBlocks(cursor, to, true));
        return pass(to, new DeferredBlocks((long) (to - cursor), interimOffset), interimOffset);
    }

    /** Passes on what says of itself that it covers the range. */
    Sending pass(int to, SpecificRecord record, long interimOffset) {
        ordered(key(cursor), record, interimOffset);
        disk.chain(cursor, to);
        cursor = to;
        return this;
    }

    Sending zeros(int to) {
        PlacedBlocks zeros = new PlacedBlocks((long) (to - cursor), List.of(),
                List.of(ZeroRun.newBuilder().setLength(to - cursor).build()));
        ordered(key(cursor), zeros, -1);
        cursor = to;
        return this;
    }

    /** Refers to a range of what another has published, record by record. */
    Sending known(int to, Sending carrier, int from) {
        return known(to, carrier, from, carrier.disk.generation);
    }

    Sending known(int to, Sending carrier, int from, String generation) {
        List<Object> extents = new ArrayList<>();
        int at = from;
        int end = from + to - cursor;
        while (at < end) {
            Map.Entry<Integer, Long> record = carrier.carried.floorEntry(at);
            int until = Math.min(end, carrier.carriedTo.get(record.getKey()));
            extents.add(run(at, until, cursor + at - from, record.getValue()));
            at = until;
        }
        PlacedBlocks placed = new PlacedBlocks((long) (to - cursor), List.of(new Carrier(carrier.disk.name, generation)),
                extents);
        ordered(key(cursor), placed, -1);
        cursor = to;
        return this;
    }

    private PlacedRun run(int from, int until, int here, long interimOffset) {
        List<Integer> lengths = disk.cut(here, here + until - from);
        disk.chain(here, here + until - from);
        return PlacedRun.newBuilder().setCarrier(0).setCarrierOffset(from).setInterimOffset(interimOffset)
                .setLengths(lengths).setDigests(disk.digests(here, lengths)).build();
    }

    Sending park() {
        ordered(key(cursor), new TurnParked(turn, "nothing came"), -1);
        return this;
    }

    Sending abort(String reason, String supersededBy) {
        ordered(key(cursor), new ImageAborted(reason, supersededBy), -1);
        return this;
    }

    Sending seal() {
        return seal(disk.bytes.length, disk.seal());
    }

    Sending seal(long size, byte[] chain) {
        ImageSealed sealed = ImageSealed.newBuilder().setSize(size).setChain(ByteBuffer.wrap(chain)).setZeroBytes(size)
                .setNewBytes(0).setKnownBytes(0).build();
        RecordKey key = new RecordKey(disk.name, disk.generation, size);
        ordered(key, sealed, feed.interim(partition, key, sealed));
        return this;
    }

    long publish(int from, int to, NewBlocks blocks) {
        long interimOffset = feed.interim(partition, key(from), blocks);
        carried.put(from, interimOffset);
        carriedTo.put(from, to);
        return interimOffset;
    }

    void ordered(RecordKey key, SpecificRecord value, long interimOffset) {
        orderedBytes += feed.ordered(partition, key, value, interimOffset);
    }

    RecordKey key(long offset) {
        return new RecordKey(disk.name, disk.generation, offset);
    }

    private ImageOpened opened() {
        return ImageOpened.newBuilder().setSize(disk.declaredSize).setAgent("test").setChunker(1).setMode(disk.mode)
                .setModifiedAtNs(disk.modifiedAtNs).setOpenedAt(disk.openedAt).build();
    }
}
