package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.Entry.Block;
import io.entrepot.systemtests.audit.InterimAudit.Carried;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads one partition of a destination's ordered topic in order. B: nothing of another image within a turn. C: within a turn, and from turn to
 * turn of a generation, each extent starts where the one before it ended, from 0 to the size. D: a payload crosses once, as it came.
 * A: a placed run lies where it says. A generation that was recalled is passed on once more from 0, without payloads; B to D hold for each life.
 *
 * <p>Where the topic has been trimmed, a generation is taken to be where its first record that is left stands.
 */
final class OrderedAudit {

    private final String where;
    private final InterimAudit interim;
    private final ReceiptAudit receipts;
    private final RecallAudit recalls;
    private final Findings findings;
    private final boolean whole;
    private final Map<String, Passage> passages = new HashMap<>();
    private final Set<Long> crossed = new HashSet<>();
    private Passage current;
    private Passage lastTurn;
    private String interimTopicId;
    private final Tally tally = new Tally();

    /** One generation's way across the topic. */
    private static final class Passage {
        private final String generation;
        private int turn;
        /** Its turn began in what has been trimmed: which one it was nobody says. */
        private boolean unknownTurn;
        private long cursor;
        private boolean opened;
        private boolean sealed;
        private int life = 1;
        private long valueBytes;

        Passage(String generation) {
            this.generation = generation;
        }

        private void liveAgain() {
            life++;
            cursor = 0;
            opened = false;
            sealed = false;
            valueBytes = 0;
        }
    }

    /** @param firstOffset of the partition that is still there */
    OrderedAudit(String where, long firstOffset, InterimAudit interim, ReceiptAudit receipts, RecallAudit recalls, Findings findings) {
        this.recalls = recalls;
        this.where = where;
        this.whole = firstOffset == 0;
        this.interim = interim;
        this.receipts = receipts;
        this.findings = findings;
    }

    void accept(Entry entry) {
        String place = where + " offset " + entry.offset();
        if (!entry.readable()) {
            findings.add('B', place, "cannot be read: " + entry.fault());
            return;
        }
        if (entry.type().equals("TurnStarted")) {
            turn(entry, place);
        } else if (current == null && !whole && passages.isEmpty()) {
            current = passages.computeIfAbsent(entry.generation(), Passage::new);
            current.unknownTurn = true;
            current.cursor = entry.at();
            current.opened = !entry.type().equals("ImageOpened");
        }
        if (current == null || !current.generation.equals(entry.generation())) {
            findings.add('B', place, entry.type() + " of " + entry.image() + " outside its turn");
            return;
        }
        current.valueBytes += entry.valueBytes();
        if (!entry.type().equals("ImageAborted")) {
            findings.check(entry.at() == current.cursor, 'C', place,
                    entry.type() + " of " + entry.image() + " stands at " + entry.at() + ", not at " + current.cursor);
        }
        current.cursor = entry.at();
        pass(entry, place);
    }

    private void turn(Entry entry, String place) {
        boolean ended = current == null || receipts.hasFailed(current.generation) || recalls.lives(current.generation) > current.life;
        findings.check(ended, 'B', place, "a turn of " + entry.image() + " begins within another");
        Passage passage = passages.get(entry.generation());
        int turn = (int) entry.number("turn");
        if (passage == null) {
            passage = new Passage(entry.generation());
            passage.turn = whole ? 0 : turn - 1;
            passage.cursor = whole ? 0 : entry.at();
            passage.opened = turn > 1 && !whole;
            passages.put(entry.generation(), passage);
        }
        boolean again = entry.at() == 0 && (passage.sealed || passage.cursor > 0) && passage.life < recalls.lives(entry.generation());
        if (again) {
            passage.liveAgain();
        }
        boolean next = turn == passage.turn + 1 || passage.unknownTurn && turn > 1;
        findings.check(next && !passage.sealed, 'B', place,
                "turn " + turn + " of " + entry.image() + " follows turn " + passage.turn);
        GenerationTrace trace = interim.generations().get(entry.generation());
        findings.check(trace != null && trace.ordinal == entry.number("ordinal"), 'B', place, "the ordinal is not the image's opening");
        String topicId = entry.value().get("interimTopicId").toString();
        findings.check(interimTopicId == null || interimTopicId.equals(topicId), 'B', place, "another interim topic's turn");
        interimTopicId = topicId;
        passage.turn = turn;
        passage.unknownTurn = false;
        tally.turn(lastTurn != passage);
        lastTurn = passage;
        current = passage;
    }

    private void pass(Entry entry, String place) {
        GenericRecord value = entry.value();
        switch (entry.type()) {
            case "TurnStarted" -> { }
            case "ImageOpened" -> {
                findings.check(!current.opened, 'C', place, entry.image() + " is opened twice");
                current.opened = true;
            }
            case "NewBlocks" -> newBlocks(entry, entry.sourceOffset(), place);
            case "DeferredBlocks" -> {
                tally.deferred();
                newBlocks(entry, entry.number("interimOffset"), place);
            }
            case "PlacedBlocks" -> placedBlocks(entry, value, place);
            case "TurnParked" -> {
                tally.parked();
                current = null;
            }
            case "ImageAborted" -> current = null;
            case "ImageSealed" -> {
                GenerationTrace trace = interim.generations().get(entry.generation());
                findings.check(trace != null && entry.at() == trace.sizeBytes, 'C', place, entry.image() + " is sealed at " + entry.at());
                current.sealed = true;
                current = null;
            }
            default -> findings.add('B', place, "a " + entry.type() + " does not belong here");
        }
    }

    private void newBlocks(Entry entry, long interimOffset, String place) {
        findings.check(current.opened, 'C', place, entry.image() + " has not been opened");
        Carried carried = interim.carried().get(interimOffset);
        boolean same = carried != null && carried.generation().equals(entry.generation()) && carried.at() == entry.at()
                && entry.number("length") == Entry.bytes(carried.blocks());
        findings.check(same, 'C', place, "interim record " + interimOffset + " is not what is said to be passed on");
        if (same && entry.type().equals("NewBlocks")) {
            findings.check(carried.valueDigest().equals(entry.valueDigest()), 'D', place, "the record is not forwarded as it came");
        }
        boolean first = crossed.add(interimOffset);
        boolean fetched = current.life > 1 && entry.type().equals("DeferredBlocks");
        findings.check(first || fetched, 'D', place, "interim record " + interimOffset + " crosses a second time");
        current.cursor += entry.number("length");
    }

    private void placedBlocks(Entry entry, GenericRecord value, String place) {
        findings.check(current.opened, 'C', place, entry.image() + " has not been opened");
        List<?> carriers = (List<?>) value.get("carriers");
        long length = 0;
        for (Object extent : (List<?>) value.get("extents")) {
            GenericRecord run = (GenericRecord) extent;
            if (run.getSchema().getName().equals("ZeroRun")) {
                length += (Long) run.get("length");
            } else {
                List<Block> blocks = Entry.blocks(run);
                GenericRecord carrier = (GenericRecord) carriers.get((Integer) run.get("carrier"));
                findings.check(lies(run, blocks, carrier.get("generation").toString()), 'A', place, "a run of " + entry.image()
                        + " is not in interim record " + run.get("interimOffset") + " where it is said to lie");
                length += Entry.bytes(blocks);
            }
        }
        findings.check(length == entry.number("length"), 'C', place, "the record's length is not that of its extents");
        current.cursor += length;
    }

    private boolean lies(GenericRecord run, List<Block> blocks, String carrierGeneration) {
        long interimOffset = (Long) run.get("interimOffset");
        GenerationTrace carrier = interim.generations().get(carrierGeneration);
        long at = (Long) run.get("carrierOffset");
        for (Block block : blocks) {
            GenerationTrace.Published published = carrier == null ? null : carrier.publishedAt(at);
            if (published == null || published.interimOffset() != interimOffset || !published.block().equals(block)) {
                return false;
            }
            at += block.length();
        }
        return true;
    }

    /** Whether nothing of the partition has been trimmed. */
    boolean isWhole() {
        return whole;
    }

    boolean isSealed(String generation) {
        return passages.containsKey(generation) && passages.get(generation).sealed;
    }

    boolean hadTurn(String generation) {
        return passages.containsKey(generation);
    }

    boolean wasRecalled(String generation) {
        return passages.containsKey(generation) && passages.get(generation).life > 1;
    }

    /** Sum of the values of the generation's records, in its last life. */
    long valueBytes(String generation) {
        return passages.containsKey(generation) ? passages.get(generation).valueBytes : 0;
    }

    Tally tally() {
        return tally;
    }

    /** Counts of what an operator sees. */
    static final class Tally {
        private int turns;
        private int switches = -1;
        private int parks;
        private int deferrals;

        private void turn(boolean another) {
            turns++;
            switches += another ? 1 : 0;
        }

        private void parked() {
            parks++;
        }

        private void deferred() {
            deferrals++;
        }

        int turns() {
            return turns;
        }

        /** Changes from one image to another. */
        int switches() {
            return Math.max(0, switches);
        }

        int parks() {
            return parks;
        }

        /** Records passed on without their payload. */
        int deferrals() {
            return deferrals;
        }
    }
}
