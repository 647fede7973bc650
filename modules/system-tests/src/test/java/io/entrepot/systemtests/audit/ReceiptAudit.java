package io.entrepot.systemtests.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one receipts partition: the writer's last word on each generation, and the records it ever named as bad. */
final class ReceiptAudit {

    private static final Set<String> TERMINAL = Set.of("COMMITTED", "FAILED", "SUPERSEDED");

    private final String where;
    private final RecallAudit recalls;
    private final Findings findings;
    private final Map<String, Entry> last = new LinkedHashMap<>();
    private final Set<Long> recordsNamedBad = new TreeSet<>();

    ReceiptAudit(String where, RecallAudit recalls, Findings findings) {
        this.recalls = recalls;
        this.where = where;
        this.findings = findings;
    }

    void accept(Entry entry) {
        if (!entry.readable()) {
            return;
        }
        String place = where + " offset " + entry.offset();
        Entry before = last.put(entry.generation(), entry);
        if (entry.value().get("interimOffset") != null) {
            recordsNamedBad.add(entry.number("interimOffset"));
        }
        // A turn of a further life begins from nothing.
        if (before != null && !(recalls.lives(entry.generation()) > 1 && entry.number("turn") > before.number("turn"))) {
            boolean back = entry.number("cursor") < before.number("cursor");
            findings.check(!back || state(entry).equals("FAILED"), 'E', place,
                    "the receipts of " + entry.image() + " go back from " + before.number("cursor") + " to " + entry.number("cursor"));
            findings.check(!TERMINAL.contains(state(before)) || state(before).equals(state(entry)), 'E', place,
                    "the receipt of " + entry.image() + " turns from " + state(before) + " to " + state(entry));
        }
    }

    /** Holds the receipts against what was opened and passed on. */
    void finish(InterimAudit interim, OrderedAudit ordered) {
        for (Entry receipt : last.values()) {
            GenerationTrace trace = interim.generations().get(receipt.generation());
            String place = where + " image " + receipt.image();
            if (trace == null) {
                findings.add('F', place, "a receipt of generation " + receipt.generation() + ", which was never opened");
            } else if (state(receipt).equals("COMMITTED")) {
                committed(receipt, trace, ordered, place);
            }
        }
    }

    private void committed(Entry receipt, GenerationTrace trace, OrderedAudit ordered, String place) {
        findings.check(trace.state() == GenerationTrace.State.SEALED, 'F', place, "committed and not sealed");
        findings.check(receipt.number("cursor") == trace.sizeBytes, 'F', place,
                "committed at " + receipt.number("cursor") + " of " + trace.sizeBytes + " bytes");
        long filled = receipt.number("zeroBytes") + receipt.number("newBytes") + receipt.number("sharedBytes")
                + receipt.number("copiedBytes") + receipt.number("fetchedBytes");
        findings.check(filled == trace.sizeBytes, 'F', place, "the receipt accounts for " + filled + " of " + trace.sizeBytes + " bytes");
        if (ordered.isWhole()) {
            findings.check(ordered.isSealed(trace.generation), 'C', place, "committed, and never passed on whole");
            long passed = ordered.valueBytes(trace.generation);
            // A file that was there when its generation was recalled is not written again, and its receipt only repeated.
            findings.check(ordered.wasRecalled(trace.generation) || receipt.number("orderedBytes") == passed, 'I', place, "the receipt counts "
                    + receipt.number("orderedBytes") + " ordered bytes, the ordered topic has " + passed + ": the pace is off");
        }
    }

    static String state(Entry receipt) {
        return receipt.value().get("state").toString();
    }

    /** The last receipt of a generation, or null. */
    Entry last(String generation) {
        return last.get(generation);
    }

    /** By generation. */
    Map<String, Entry> all() {
        return last;
    }

    boolean isTerminal(String generation) {
        Entry receipt = last.get(generation);
        return receipt != null && TERMINAL.contains(state(receipt));
    }

    boolean hasFailed(String generation) {
        Entry receipt = last.get(generation);
        return receipt != null && state(receipt).equals("FAILED");
    }

    /** Interim offsets that failed receipts name. */
    Set<Long> recordsNamedBad() {
        return recordsNamedBad;
    }
}
