package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.InterimAudit.Carried;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/**
 * Holds one journal partition against its interim partition. What the journal quotes and the interim topic does not carry would break A
 * with the next reference; what it leaves out would be published twice, D; a wrong chain would let a resumed image come out wrong, F.
 */
final class JournalAudit {

    private final String where;
    private final InterimAudit interim;
    private final Findings findings;
    private final Set<Long> quoted = new HashSet<>();
    private final Map<String, Entry> last = new HashMap<>();
    private long entries;

    JournalAudit(String where, InterimAudit interim, Findings findings) {
        this.where = where;
        this.interim = interim;
        this.findings = findings;
    }

    void accept(Entry entry) {
        entries++;
        if (!entry.readable() || !entry.type().equals("JournalEntry")) {
            findings.add('A', where + " offset " + entry.offset(), "not a journal entry: " + entry.fault());
            return;
        }
        String place = where + " offset " + entry.offset();
        String generation = entry.value().get("generation").toString();
        GenerationTrace trace = interim.generations().get(generation);
        if (trace == null || trace.ordinal != entry.number("ordinal")) {
            findings.add('A', place, "an entry of generation " + generation + ", which the interim topic does not open there");
            return;
        }
        long cursor = entry.number("cursor");
        byte[] chain = trace.chainAt(cursor);
        findings.check(chain != null && ByteBuffer.wrap(chain).equals(entry.value().get("chain")), 'F', place,
                "the chain of " + trace.image + " at " + cursor + " is not what the interim topic comes to");
        Entry before = last.put(generation, entry);
        findings.check(before == null || before.number("cursor") <= cursor, 'F', place, trace.image + " goes back to " + cursor);
        for (Object run : (List<?>) entry.value().get("published")) {
            quote((GenericRecord) run, trace, place);
        }
    }

    private void quote(GenericRecord run, GenerationTrace trace, String place) {
        long offset = (Long) run.get("interimOffset");
        Carried carried = interim.carried().get(offset);
        boolean same = carried != null && carried.generation().equals(trace.generation)
                && carried.at() == (Long) run.get("offset") && carried.blocks().equals(Entry.blocks(run));
        findings.check(same, 'A', place, "the journal quotes interim record " + offset + ", which does not carry these blocks");
        findings.check(quoted.add(offset), 'D', place, "interim record " + offset + " is quoted a second time");
    }

    /** To be called when everything has been read. */
    void finish() {
        interim.carried().keySet().stream().filter(offset -> !quoted.contains(offset)).sorted().forEach(offset ->
                findings.add('D', where, "interim record " + offset + " is not in the journal: its blocks will be published again"));
        for (GenerationTrace trace : interim.generations().values()) {
            Entry entry = last.get(trace.generation);
            String state = entry == null ? "nothing" : entry.value().get("state").toString();
            findings.check(state.equals(trace.state().name()), 'F', where,
                    trace.image + " is " + trace.state() + " on the interim topic and the journal says " + state);
        }
    }

    long entries() {
        return entries;
    }
}
