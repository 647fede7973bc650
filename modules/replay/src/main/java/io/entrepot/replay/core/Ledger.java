package io.entrepot.replay.core;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.Limits;
import io.entrepot.wire.RecordKey;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Follows the generations of the interim topic, each partition in the order of its offsets. What comes a second time
 * changes nothing; what cannot be right costs its own generation only.
 */
public final class Ledger {

    private final Tables tables;
    private final Choice choice;
    private final IntFunction<CarrierRule> rules;

    /** Of one partition: what is written at each record and read at the next, for the generation that was met last. */
    private Sent last;

    /**
     * @param choice which generations are asked for
     * @param rules  which blocks count as there, by partition
     */
    public Ledger(Tables tables, Choice choice, IntFunction<CarrierRule> rules) {
        this.tables = tables;
        this.choice = choice;
        this.rules = rules;
    }

    public void opened(int partition, RecordKey key, long interimOffset, long atMs, ImageOpened opened, byte[] value) {
        if (key.getOffset() != 0 || find(partition, key).isPresent()) {
            return;
        }
        boolean wanted = choice.wants(partition, key.getImage(), key.getGeneration(), interimOffset, atMs);
        keep(Sent.opened(partition, key.getImage(), key.getGeneration(), interimOffset, opened.getSize(),
                opened.getPriority(), wanted));
        Optional<String> sealed = tables.name(partition, key.getImage()).flatMap(Tables.Name::sealedId);
        tables.put(new Tables.Name(partition, key.getImage(), key.getGeneration(), sealed));
        if (wanted) {
            tables.put(partition, key.getGeneration(),
                    new Part(Part.OPENED_AT, Part.Kind.OPENED, interimOffset, 0, value));
        }
    }

    /** @param valueBytes what fetching it costs */
    public void fresh(int partition, RecordKey key, long interimOffset, long length, int valueBytes) {
        Optional<Sent> sent = find(partition, key);
        if (sent.isEmpty() && rules.apply(partition) == CarrierRule.READ_AND_OPENED || length < 1 || length > Limits.RUN_BYTES_MAX) {
            return;
        }
        // First come counts: what overlaps it later must not lead astray those who refer to what was there.
        if (sent.isEmpty() || key.getOffset() >= sent.get().cursor()) {
            tables.put(partition, key.getGeneration(), Part.fresh(key.getOffset(), interimOffset, length));
        }
        sent.filter(Ledger::takes).ifPresent(open -> cover(open, key.getOffset(), length, valueBytes));
    }

    public void known(int partition, RecordKey key, long interimOffset, KnownBlocks blocks, byte[] value) {
        Optional<Sent> sent = find(partition, key).filter(Ledger::takes);
        if (sent.isEmpty()) {
            return;
        }
        Sent open = sent.get();
        boolean next = key.getOffset() == open.cursor();
        long fetchBytes = 0;
        long neededFrom = open.neededFrom();
        for (Object extent : blocks.getExtents()) {
            if (extent instanceof KnownRun run) {
                long bytes = run.getLengths().stream().mapToLong(Integer::longValue).sum();
                fetchBytes += bytes;
                Carried carried = open.wanted() && next ? carried(partition, blocks, run, bytes) : Carried.UNKNOWN;
                if (carried.missing().isPresent()) {
                    keep(open.broken(carried.missing().get()));
                    return;
                }
                neededFrom = Math.min(neededFrom, carried.from());
            }
        }
        if (next && open.wanted()) {
            tables.put(partition, key.getGeneration(),
                    new Part(key.getOffset(), Part.Kind.KNOWN, interimOffset, blocks.getLength(), value));
        }
        cover(open.needing(neededFrom), key.getOffset(), blocks.getLength(), fetchBytes);
    }

    public void sealed(int partition, RecordKey key, long interimOffset, ImageSealed sealed, byte[] value) {
        Optional<Sent> sent = find(partition, key).filter(open -> open.state() == Sent.State.OPEN);
        if (sent.isEmpty()) {
            return;
        }
        Sent open = sent.get();
        boolean whole = open.cursor() == open.sizeBytes() && sealed.getSize() == open.sizeBytes()
                && key.getOffset() == open.sizeBytes();
        Sent closed = open.sealed(interimOffset);
        keep(whole ? closed : closed.broken("it was sealed with " + sealed.getSize() + " bytes, and " + open.cursor()
                + " of them are on the interim topic"));
        Tables.Name name = tables.name(partition, open.image()).orElseThrow();
        boolean newest = name.sealedId().flatMap(id -> tables.sent(partition, id))
                .filter(other -> other.ordinal() > open.ordinal()).isEmpty();
        if (newest) {
            tables.put(new Tables.Name(partition, open.image(), name.newestId(), Optional.of(open.id())));
        }
        if (whole && open.wanted()) {
            tables.put(partition, open.id(), new Part(open.sizeBytes(), Part.Kind.SEALED, interimOffset, 0, value));
        }
    }

    public void aborted(int partition, RecordKey key) {
        find(partition, key).filter(open -> open.state() == Sent.State.OPEN).ifPresent(open -> keep(open.aborted()));
    }

    /** @param why what is wrong with the record, as a sentence */
    public void unreadable(int partition, RecordKey key, long interimOffset, String why) {
        find(partition, key).filter(Ledger::takes).ifPresent(open ->
                keep(open.broken("its record at interim offset " + interimOffset + " cannot be read (" + why + ")")));
    }

    private static boolean takes(Sent sent) {
        return sent.state() == Sent.State.OPEN && sent.fault().isEmpty();
    }

    private void cover(Sent open, long offset, long length, long fetchBytes) {
        long cursor = open.cursor();
        if (length > open.sizeBytes() || offset > open.sizeBytes() - length) {
            keep(open.broken("it was opened with " + open.sizeBytes() + " bytes and goes on to " + (offset + length)));
        } else if (offset == cursor) {
            keep(open.covered(length, fetchBytes));
        } else if (offset + length > cursor) {
            keep(open.broken("its records do not follow one another: one begins at offset " + offset + " where " + cursor
                    + " is due"));
        }
    }

    /**
     * Where the blocks of a run are.
     *
     * @param missing what of them no record carries, as a sentence's part; empty when all are there
     * @param from    the least interim offset that has to stay for them
     */
    private record Carried(Optional<String> missing, long from) {

        static final Carried UNKNOWN = new Carried(Optional.empty(), Long.MAX_VALUE);

        static Carried not(String why) {
            return new Carried(Optional.of(why), Long.MAX_VALUE);
        }
    }

    private Carried carried(int partition, KnownBlocks blocks, KnownRun run, long bytes) {
        if (run.getCarrier() < 0 || run.getCarrier() >= blocks.getCarriers().size()) {
            return Carried.not("it refers to a carrier that it does not name");
        }
        Carrier carrier = blocks.getCarriers().get(run.getCarrier());
        CarrierRule rule = rules.apply(partition);
        if (rule == CarrierRule.READ_OR_EARLIER && tables.sent(partition, carrier.getGeneration()).isEmpty()) {
            return Carried.UNKNOWN;
        }
        // Who has never heard of the carrier takes nothing of it without its opening.
        long from = rule == CarrierRule.READ_AND_OPENED
                ? tables.sent(partition, carrier.getGeneration()).map(Sent::ordinal).orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
        long at = run.getCarrierOffset();
        long end = at + bytes;
        while (at < end) {
            Optional<Part> part = tables.carrier(partition, carrier.getGeneration(), at);
            if (part.isEmpty() || part.get().end() <= at) {
                return Carried.not("it needs bytes " + at + " to " + end + " of image " + carrier.getImage()
                        + " as generation " + carrier.getGeneration()
                        + " was sent, and the interim topic no longer holds them");
            }
            from = Math.min(from, part.get().interimOffset());
            at = part.get().end();
        }
        return new Carried(Optional.empty(), from);
    }

    private Optional<Sent> find(int partition, RecordKey key) {
        if (last == null || last.partition() != partition || !last.id().equals(key.getGeneration())) {
            last = tables.sent(partition, key.getGeneration()).orElse(null);
        }
        return Optional.ofNullable(last).filter(sent -> sent.image().equals(key.getImage()));
    }

    private void keep(Sent sent) {
        tables.put(sent);
        last = sent;
    }
}
