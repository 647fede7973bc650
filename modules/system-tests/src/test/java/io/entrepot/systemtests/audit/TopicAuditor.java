package io.entrepot.systemtests.audit;

import io.entrepot.systemtests.audit.AuditReport.Count;
import io.entrepot.systemtests.audit.AuditReport.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Reads the topics of every fleet and destination that a broker has, and says which invariants they break. For topics at rest. */
public final class TopicAuditor implements AutoCloseable {

    private static final Pattern ORDERED = Pattern.compile("(entrepot\\.[a-z0-9-]+)\\.([a-z0-9-]+)\\.ordered");

    private final LogReader reader;
    private final Decoder decoder;
    private final AuditReport report = new AuditReport();
    private final Path rebuildInto;
    private final Function<TopicPartition, Path> logs;

    /**
     * @param rebuildInto where to rebuild the sealed images, or null to rebuild none
     * @param logs        the log directory of a broker that has all of a partition, where what the writer has trimmed can be seen for as
     *                    long as it is not deleted; or null
     */
    public TopicAuditor(String bootstrapServer, SchemaSource schemas, Path rebuildInto, Function<TopicPartition, Path> logs) {
        reader = new LogReader(bootstrapServer);
        decoder = new Decoder(schemas);
        this.rebuildInto = rebuildInto;
        this.logs = logs;
    }

    /** Of every fleet. This or {@link #auditFleet} is to be called once. */
    public AuditReport audit() {
        return audit(reader.topics());
    }

    /** Of one fleet, whatever others do meanwhile. */
    public AuditReport auditFleet(String fleet) {
        Map<String, Integer> topics = reader.topics();
        topics.keySet().removeIf(topic -> !topic.startsWith("entrepot." + fleet + "."));
        return audit(topics);
    }

    private AuditReport audit(Map<String, Integer> topics) {
        for (Map.Entry<String, Integer> topic : topics.entrySet()) {
            Matcher ordered = ORDERED.matcher(topic.getKey());
            if (ordered.matches()) {
                audit(ordered.group(1), ordered.group(1) + "." + ordered.group(2), topics);
            }
        }
        return report;
    }

    private void audit(String fleet, String destination, Map<String, Integer> topics) {
        for (int partition = 0; partition < topics.get(fleet + ".interim"); partition++) {
            boolean resting = audit(fleet, destination, partition);
            long waiting = waiting(destination, partition, topics);
            report.findings().check(!resting || waiting == 0, 'G', destination + " partition " + partition,
                    waiting + " rows wait, though every opened image is terminal");
        }
    }

    private boolean audit(String fleet, String destination, int number) {
        Findings findings = report.findings();
        RecallAudit recalls = new RecallAudit();
        if (reader.topics().containsKey(destination + ".recall")) {
            read(destination + ".recall", number, recalls::accept);
        }
        ReceiptAudit receipts = new ReceiptAudit(destination + ".receipts-" + number, recalls, findings);
        read(destination + ".receipts", number, receipts::accept);
        try (Rebuild rebuild = new Rebuild(rebuildInto)) {
            InterimAudit interim = new InterimAudit(fleet + ".interim-" + number, receipts.recordsNamedBad(), rebuild, findings);
            read(fleet + ".interim", number, interim::accept);
            JournalAudit journal = new JournalAudit(fleet + ".journal-" + number, interim, findings);
            read(fleet + ".journal", number, journal::accept);
            journal.finish();
            TopicPartition partition = new TopicPartition(destination + ".ordered", number);
            OrderedAudit ordered = ordered(partition, interim, receipts, recalls);
            receipts.finish(interim, ordered);
            report.rebuilt(rebuild.finish());
            report.interim(fleet + ".interim", interim);
            tell(interim, ordered, receipts);
            return atRest(interim, ordered, receipts);
        }
    }

    private OrderedAudit ordered(TopicPartition partition, InterimAudit interim, ReceiptAudit receipts, RecallAudit recalls) {
        List<Entry> entries = new ArrayList<>();
        long first = logs == null
                ? reader.read(partition, record -> entries.add(decoder.decode(record).withoutPayload()))
                : new SegmentFiles(logs.apply(partition), partition).read(record -> entries.add(decoder.decode(record).withoutPayload()));
        OrderedAudit ordered = new OrderedAudit(partition.toString(), first, interim, receipts, recalls, report.findings());
        entries.forEach(ordered::accept);
        return ordered;
    }

    private void read(String topic, int partition, Consumer<Entry> sink) {
        reader.read(new TopicPartition(topic, partition), record -> sink.accept(decoder.decode(record)));
    }

    private long waiting(String destination, int partition, Map<String, Integer> topics) {
        long rows = 0;
        for (String topic : topics.keySet()) {
            if (topic.startsWith(destination + ".resequencer-") && topic.contains("waiting") && topic.endsWith("-changelog")) {
                WaitingAudit waiting = new WaitingAudit();
                reader.read(new TopicPartition(topic, partition), waiting::accept);
                report.count(Count.WAITING_ROWS, waiting.rowsLeft());
                report.count(Count.ROWS_THAT_EVER_WAITED, waiting.rowsEver());
                rows += waiting.rowsLeft();
            }
        }
        return rows;
    }

    /** Every generation has its last receipt, or was given up before its first turn. */
    private static boolean atRest(InterimAudit interim, OrderedAudit ordered, ReceiptAudit receipts) {
        Map<String, GenerationTrace> generations = interim.generations();
        return generations.values().stream().allMatch(trace -> receipts.isTerminal(trace.generation)
                || !ordered.hadTurn(trace.generation) && ordered.isWhole()
                        && (trace.state() == GenerationTrace.State.ABORTED || isSuperseded(trace, generations)));
    }

    private static boolean isSuperseded(GenerationTrace trace, Map<String, GenerationTrace> generations) {
        return trace.state() == GenerationTrace.State.OPEN && generations.values().stream()
                .anyMatch(other -> other.image.equals(trace.image) && other.ordinal > trace.ordinal);
    }

    private void tell(InterimAudit interim, OrderedAudit ordered, ReceiptAudit receipts) {
        report.count(Count.INTERIM_RECORDS, interim.records());
        report.count(Count.INTERIM_VALUE_BYTES, interim.valueBytes());
        report.count(Count.UNREADABLE_RECORDS, interim.unreadable());
        report.count(Count.RACES, interim.races());
        report.count(Count.GENERATIONS, interim.generations().size());
        report.count(Count.TURNS, ordered.tally().turns());
        report.count(Count.SWITCHES, ordered.tally().switches());
        report.count(Count.PARKS, ordered.tally().parks());
        report.count(Count.DEFERRALS, ordered.tally().deferrals());
        report.count(Count.PARTITIONS_TRIMMED, ordered.isWhole() ? 0 : 1);
        report.count(Count.RECORDS_NAMED_BAD, receipts.recordsNamedBad().size());
        for (GenerationTrace trace : List.copyOf(interim.generations().values())) {
            Entry receipt = receipts.last(trace.generation);
            report.image(trace.image, new Image(trace.generation, trace.state().name(),
                    receipt == null ? "none" : ReceiptAudit.state(receipt), trace.fault()));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
