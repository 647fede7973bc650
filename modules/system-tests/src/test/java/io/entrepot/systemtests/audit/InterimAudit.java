package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.Entry.Block;
import io.entrepot.systemtests.audit.GenerationTrace.Published;
import io.entrepot.systemtests.audit.GenerationTrace.State;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads one interim partition in order. A: a reference stands behind the record that carries its block. C: each generation's extents stand
 * back to back up to its size. D: a block is published once. F: a payload is what its digests say.
 */
final class InterimAudit {

    private final String where;
    private final Set<Long> recordsNamedBad;
    private final Rebuild rebuild;
    private final Findings findings;
    private final Map<String, GenerationTrace> generations = new LinkedHashMap<>();
    private final Map<Long, Carried> carried = new HashMap<>();
    private final Map<ByteBuffer, Home> homes = new HashMap<>();
    private long records;
    private long valueBytes;
    private long unreadable;
    private long races;

    /** One NewBlocks record. */
    record Carried(String image, String generation, long at, List<Block> blocks, ByteBuffer valueDigest) {
    }

    private record Home(long interimOffset, String agent) {
    }

    /**
     * @param recordsNamedBad interim offsets of records that receipts name: their blocks may be published anew
     * @param rebuild         is given every image's bytes
     */
    InterimAudit(String where, Set<Long> recordsNamedBad, Rebuild rebuild, Findings findings) {
        this.where = where;
        this.recordsNamedBad = recordsNamedBad;
        this.rebuild = rebuild;
        this.findings = findings;
    }

    void accept(Entry entry) {
        records++;
        valueBytes += entry.valueBytes();
        if (!entry.readable()) {
            unreadable++;
            return;
        }
        String place = where + " offset " + entry.offset();
        if (entry.type().equals("ImageOpened")) {
            open(entry, place);
            return;
        }
        GenerationTrace trace = generations.get(entry.generation());
        if (trace == null || trace.state() != State.OPEN || !trace.image.equals(entry.image())) {
            findings.add('C', place, entry.type() + " of a generation that is not open: " + entry.image() + " " + entry.generation());
            return;
        }
        if (!entry.type().equals("ImageAborted") && entry.at() != trace.cursor()) {
            findings.add('C', place, entry.type() + " stands at " + entry.at() + " of " + trace.image + ", not at " + trace.cursor());
            return;
        }
        switch (entry.type()) {
            case "NewBlocks" -> newBlocks(entry, trace, place);
            case "KnownBlocks" -> knownBlocks(entry, trace, place);
            case "ImageSealed" -> sealed(entry, trace, place);
            case "ImageAborted" -> trace.end(State.ABORTED);
            default -> findings.add('C', place, "a " + entry.type() + " does not belong here");
        }
        trace.recordEnds();
    }

    private void open(Entry entry, String place) {
        GenerationTrace trace = new GenerationTrace(entry);
        boolean first = generations.putIfAbsent(trace.generation, trace) == null;
        findings.check(first && entry.at() == 0, 'C', place, "a second opening of " + trace.image + " " + trace.generation);
        rebuild.opened(trace);
    }

    private void newBlocks(Entry entry, GenerationTrace trace, String place) {
        List<Block> blocks = Entry.blocks(entry.value());
        long length = Entry.bytes(blocks);
        findings.check(entry.number("length") == length && length > 0, 'C', place, "the record's length is not that of its blocks");
        carried.put(entry.offset(), new Carried(trace.image, trace.generation, entry.at(), blocks, entry.valueDigest()));
        byte[] bytes = Payload.bytes(entry.value(), (int) length);
        int from = 0;
        for (Block block : blocks) {
            published(block, entry.offset(), trace, place);
            boolean damaged = bytes == null || !Sha256.of(bytes, from, block.length()).equals(block.digest());
            if (damaged) {
                damaged(trace, entry.offset(), place);
            } else {
                rebuild.write(trace, trace.cursor(), bytes, from, block.length());
            }
            trace.carried(block, entry.offset(), damaged);
            from += block.length();
        }
    }

    private void damaged(GenerationTrace trace, long interimOffset, String place) {
        trace.spoil("the payload of interim record " + interimOffset + " is not what its digests say");
        findings.check(recordsNamedBad.contains(interimOffset), 'F', place, "a block of " + trace.image + " at " + trace.cursor()
                + " is not what its digest says, and no receipt names the record");
    }

    private void published(Block block, long interimOffset, GenerationTrace trace, String place) {
        Home home = homes.put(block.digest(), new Home(interimOffset, trace.agent));
        if (home == null || recordsNamedBad.contains(home.interimOffset)) {
            return;
        }
        if (!home.agent.equals(trace.agent)) {
            races++;
            return;
        }
        findings.add('D', place, "a block of " + trace.image + " at " + trace.cursor() + " was published in record "
                + home.interimOffset + " before");
    }

    private void knownBlocks(Entry entry, GenerationTrace trace, String place) {
        List<?> carriers = (List<?>) entry.value().get("carriers");
        long before = trace.cursor();
        for (Object extent : (List<?>) entry.value().get("extents")) {
            GenericRecord run = (GenericRecord) extent;
            if (run.getSchema().getName().equals("ZeroRun")) {
                findings.check((Long) run.get("length") > 0, 'C', place, "an empty run of zeros");
                trace.zeros((Long) run.get("length"));
            } else {
                GenericRecord carrier = (GenericRecord) carriers.get((Integer) run.get("carrier"));
                knownRun(run, carrier.get("generation").toString(), trace, place);
            }
        }
        long length = trace.cursor() - before;
        findings.check(entry.number("length") == length && length > 0, 'C', place, "the record's length is not that of its extents");
    }

    private void knownRun(GenericRecord run, String carrierGeneration, GenerationTrace trace, String place) {
        GenerationTrace carrier = generations.get(carrierGeneration);
        long carrierAt = (Long) run.get("carrierOffset");
        for (Block block : Entry.blocks(run)) {
            Published published = carrier == null ? null : carrier.publishedAt(carrierAt);
            if (published == null || !published.block().equals(block)) {
                findings.add('A', place, trace.image + " at " + trace.cursor() + " refers to a block of generation "
                        + carrierGeneration + " at " + carrierAt + ", and no record before this one carries it");
                trace.spoil("it refers to a block that no record before it carries");
            } else if (published.damaged()) {
                trace.spoil("the payload of interim record " + published.interimOffset() + " is not what its digests say");
            } else {
                rebuild.copy(carrier, carrierAt, trace, trace.cursor(), block.length());
            }
            trace.referred(block);
            carrierAt += block.length();
        }
    }

    private void sealed(Entry entry, GenerationTrace trace, String place) {
        findings.check(entry.number("size") == trace.cursor() && trace.cursor() == trace.sizeBytes, 'C', place,
                trace.image + " is sealed at " + trace.cursor() + ", its size is " + trace.sizeBytes);
        findings.check(trace.seal().equals(entry.value().get("chain")), 'F', place, "the chain of " + trace.image + " is another");
        List<Long> said = List.of(entry.number("zeroBytes"), entry.number("newBytes"), entry.number("knownBytes"));
        findings.check(trace.bytes().equals(said), 'F', place,
                trace.image + " is said to be " + said + " bytes zero, new, known and is " + trace.bytes());
        trace.end(State.SEALED);
        rebuild.sealed(trace);
    }

    /** By generation id, in order of opening. */
    Map<String, GenerationTrace> generations() {
        return generations;
    }

    /** The NewBlocks records by their offsets. */
    Map<Long, Carried> carried() {
        return carried;
    }

    long records() {
        return records;
    }

    long valueBytes() {
        return valueBytes;
    }

    /** Records that are not in the wire format, or tombstones. */
    long unreadable() {
        return unreadable;
    }

    /** Blocks that two agents published, neither knowing of the other. */
    long races() {
        return races;
    }
}
