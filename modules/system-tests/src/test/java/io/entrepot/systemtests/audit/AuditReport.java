package io.entrepot.systemtests.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the auditor found. */
public final class AuditReport {

    private final Findings findings = new Findings();
    private final Map<String, Image> images = new TreeMap<>();
    private final Set<String> rebuilt = new TreeSet<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, List<Long>> carried = new TreeMap<>();
    private String interimTopic;

    /** What is counted. */
    public enum Count {
        INTERIM_RECORDS, INTERIM_VALUE_BYTES, UNREADABLE_RECORDS, RACES, GENERATIONS, TURNS, SWITCHES, PARKS, DEFERRALS,
        PARTITIONS_TRIMMED, WAITING_ROWS, ROWS_THAT_EVER_WAITED, RECORDS_NAMED_BAD
    }

    /**
     * The newest generation of an image at one destination.
     *
     * @param interim   OPEN, SEALED or ABORTED
     * @param receipt   the writer's last word, or "none"
     * @param rebuildFault why the interim topic alone does not give the image, or null
     */
    public record Image(String generation, String interim, String receipt, String rebuildFault) {
    }

    void count(Count what, long more) {
        counts.merge(what.name(), more, Long::sum);
    }

    /** Notes which records carry an image's blocks. */
    void interim(String topic, InterimAudit interim) {
        interimTopic = topic;
        interim.carried().forEach((offset, record) ->
                carried.computeIfAbsent(record.image(), unknown -> new ArrayList<>()).add(offset));
        carried.values().forEach(Collections::sort);
    }

    void image(String name, Image image) {
        images.put(name, image);
    }

    void rebuilt(Set<String> names) {
        rebuilt.addAll(names);
    }

    public Findings findings() {
        return findings;
    }

    /** By image name. */
    public Map<String, Image> images() {
        return images;
    }

    /** The images whose files were rebuilt. */
    public Set<String> rebuilt() {
        return rebuilt;
    }

    public String interimTopic() {
        return interimTopic;
    }

    /** Offsets of the NewBlocks records of an image, in order. */
    public List<Long> carriedBy(String image) {
        return carried.getOrDefault(image, List.of());
    }

    public long count(Count what) {
        return counts.getOrDefault(what.name(), 0L);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, number) -> text.append("  ").append(what.toLowerCase(Locale.ROOT).replace('_', ' ')).append(": ").append(number)
                .append('\n'));
        images.forEach((name, image) -> text.append("  ").append(name).append(": ").append(image.interim()).append(", receipt ")
                .append(image.receipt()).append(image.rebuildFault() == null ? "" : ", cannot be rebuilt: " + image.rebuildFault())
                .append('\n'));
        text.append("  violations: ").append(findings.count()).append('\n');
        findings.violations().forEach(violation -> text.append("    ").append(violation).append('\n'));
        return text.toString();
    }
}
