package io.entrepot.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes, checks and trims a fleet's topics, and gives its groups their first positions. Safe for use by several
 * threads. Every method throws {@link TopicException} when Kafka refuses or does not answer.
 */
public final class TopicAdmin implements AutoCloseable {

    private final Admin admin;
    private final AdminCalls calls;
    private final TopicLookup lookup;
    private final TopicOffsets offsets;
    private final GroupPositions positions;

    /** @throws TopicException when the settings cannot be used, as with a server whose name nobody knows */
    public TopicAdmin(KafkaSettings settings) {
        this.calls = new AdminCalls(settings.bootstrapServer());
        try {
            this.admin = Admin.create(settings.admin());
        } catch (KafkaException e) {
            throw calls.fault("be reached with these settings", e.getCause() == null ? e : e.getCause());
        }
        this.lookup = new TopicLookup(admin, calls);
        this.offsets = new TopicOffsets(admin, calls);
        this.positions = new GroupPositions(admin, calls, offsets);
    }

    /** Whether any broker answers at all within the time; one that refuses us does. */
    public boolean answers(Duration patience) {
        try {
            calls.getSilently("tell of itself", admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) patience.toMillis())).clusterId());
            return true;
        } catch (TopicException e) {
            return !(e.getCause() instanceof TimeoutException);
        }
    }

    /**
     * Creates the fleet's interim, journal and control topics where they are missing, and checks them where they are there.
     *
     * @param partitions  of each but the last; fixed for as long as the fleet exists
     * @param replication of each; only for topics that are made
     * @throws TopicException also when an existing topic is not as it must be: {@link TopicException#faults()}
     */
    public void ensureFleet(FleetTopics fleet, int partitions, Replication replication) {
        ensure(ofFleet(fleet), partitions, replication);
    }

    /** As above, with all but one replica in sync. */
    public void ensureFleet(FleetTopics fleet, int partitions, short replicationFactor) {
        ensureFleet(fleet, partitions, Replication.of(replicationFactor));
    }

    /**
     * Checks the fleet's interim, journal and control topics, and changes nothing.
     *
     * @throws TopicException also when one is missing, or is not as it must be: {@link TopicException#faults()}
     */
    public void checkFleet(FleetTopics fleet) {
        int partitions = partitions(fleet);
        Map<String, TopicSettings> topics = ofFleet(fleet);
        List<String> missing = lookup.missing(topics.keySet());
        if (!missing.isEmpty()) {
            throw new TopicException("The fleet " + fleet.fleet() + " is not whole: its topic " + missing.get(0)
                    + " does not exist; create it, with entrepot topics create.");
        }
        check(topics, partitions);
    }

    /**
     * Creates a destination's ordered, receipts and recall topics, with as many partitions and replicas as the interim topic
     * has, where they are missing, and checks them where they are there.
     *
     * @throws TopicException also when there is no interim topic, or an existing topic is not as it must be
     */
    public void ensureDestination(FleetTopics fleet, String destination) {
        ensureDestination(fleet, destination, replication(fleet));
    }

    /** As above, with another number of replicas. */
    public void ensureDestination(FleetTopics fleet, String destination, short replicationFactor) {
        ensureDestination(fleet, destination, Replication.of(replicationFactor));
    }

    private void ensureDestination(FleetTopics fleet, String destination, Replication replication) {
        ensure(ofDestination(fleet, destination), partitions(fleet), replication);
    }

    /** How the fleet's interim topic is replicated. */
    public Replication replication(FleetTopics fleet) {
        String interim = fleet.interim();
        TopicInspection inspection = lookup.inspections(Map.of(interim, lookup.interim(fleet)), Map.of(interim, TopicSettings.INTERIM)).get(0);
        short factor = Replication.factor(inspection.topic());
        return new Replication(factor, Math.min(factor, inspection.inSync()));
    }

    /** The destinations that have topics in the fleet, by name. */
    public SortedSet<String> destinations(FleetTopics fleet) {
        SortedSet<String> destinations = new TreeSet<>();
        names(fleet).forEach(topic -> fleet.destinationOf(topic).ifPresent(destinations::add));
        return destinations;
    }

    /** Every topic of the fleet that is there, changelogs included, by name. */
    public SortedSet<String> names(FleetTopics fleet) {
        SortedSet<String> names = new TreeSet<>(calls.get("list the topics", admin.listTopics().names()));
        names.removeIf(name -> !name.startsWith(fleet.prefix()));
        return names;
    }

    /**
     * What the fleet's topics and its destinations' are, in the order in which data flows; missing ones are left out.
     *
     * @throws TopicException also when there is no such fleet
     */
    public List<TopicState> describe(FleetTopics fleet) {
        int partitions = partitions(fleet);
        Set<String> there = names(fleet);
        Map<String, TopicSettings> topics = ofFleet(fleet);
        destinations(fleet).forEach(destination -> topics.putAll(ofDestination(fleet, destination)));
        topics.keySet().retainAll(there);
        return lookup.inspections(topics).stream().map(inspection -> {
            String topic = inspection.topic().name();
            return inspection.state(partitions, byNumber(startOffsets(topic)), byNumber(endOffsets(topic)));
        }).toList();
    }

    /** Names of the topics that the fleet and its destinations should have and have not, in the order in which data flows. */
    public List<String> missing(FleetTopics fleet) {
        Map<String, TopicSettings> topics = ofFleet(fleet);
        destinations(fleet).forEach(destination -> topics.putAll(ofDestination(fleet, destination)));
        Set<String> there = names(fleet);
        return topics.keySet().stream().filter(topic -> !there.contains(topic)).toList();
    }

    /** Partitions of the fleet's interim topic. */
    public int partitions(FleetTopics fleet) {
        return lookup.interim(fleet).partitions().size();
    }

    /** Kafka's id of the fleet's interim topic: another one after the topic was deleted and made again. */
    public String interimTopicId(FleetTopics fleet) {
        return lookup.interim(fleet).topicId().toString();
    }

    /** Kafka's id of a topic that is there. */
    public String topicId(String topic) {
        return lookup.described(List.of(topic)).get(topic).topicId().toString();
    }

    /** First offset of each partition of the topic that is still there. */
    public Map<TopicPartition, Long> startOffsets(String topic) {
        return offsets.of(topic, OffsetSpec.earliest());
    }

    /** First offset of each of the partitions that is still there. */
    public Map<TopicPartition, Long> startOffsets(Set<TopicPartition> partitions) {
        return offsets.first(partitions);
    }

    /** Offset behind the last record of each partition of the topic that a read_committed reader can come to. */
    public Map<TopicPartition, Long> endOffsets(String topic) {
        return offsets.of(topic, OffsetSpec.latest());
    }

    /** Offset behind the last record of each partition of the topic, those of open transactions included. */
    public Map<TopicPartition, Long> openEndOffsets(String topic) {
        return offsets.of(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Offset behind the last record of each of the partitions, those of open transactions included. */
    public Map<TopicPartition, Long> openEndOffsets(Set<TopicPartition> partitions) {
        return offsets.of(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The first offset of each partition whose record is not older than that; partitions without one are absent. */
    public Map<TopicPartition, Long> offsetsAt(String topic, long timestampMs) {
        Map<TopicPartition, Long> found = offsets.of(topic, OffsetSpec.forTimestamp(timestampMs));
        found.values().removeIf(offset -> offset < 0);
        return found;
    }

    /**
     * Below which offset of each interim partition nothing is going to stay. In this order: who trims says so first, and who has deleted takes
     * that back, when the topic itself tells.
     */
    public Map<TopicPartition, Long> keptFrom(FleetTopics fleet, Set<TopicPartition> interim) {
        Map<TopicPartition, Long> announced = positions(fleet.trimGroup());
        Map<TopicPartition, Long> begins = new HashMap<>(startOffsets(interim));
        begins.replaceAll((partition, start) -> Math.max(start, announced.getOrDefault(partition, 0L)));
        return begins;
    }

    /** The positions the group has committed; partitions without one are absent. */
    public Map<TopicPartition, Long> positions(String group) {
        return positions.of(group);
    }

    /** What was given with the positions of the group; partitions without a position are absent. */
    public Map<TopicPartition, String> notes(String group) {
        return positions.notes(group);
    }

    /** Gives a group without members these positions, whatever it has. */
    public void putPositions(String group, Map<TopicPartition, Long> wanted) {
        putPositions(group, wanted, "");
    }

    /** As above, and a word beside each, of a few hundred bytes at most. */
    public void putPositions(String group, Map<TopicPartition, Long> wanted, String note) {
        positions.put(group, wanted, note);
    }

    /** Who is in the group of consumers or of Streams, as client and host; nobody when there is no such group. */
    public List<String> members(String group) {
        return positions.members(group);
    }

    /** Deletes a group with its positions; one that is not there is passed over. */
    public void deleteGroup(String group) {
        positions.delete(group);
    }

    /**
     * Gives a group positions where it has none, and leaves alone those it has: nothing here resets by itself, so a
     * group starts from what it is given, once.
     *
     * @throws TopicException also when a position the group has lies before what its partition still holds, or when the
     *                        group is running without positions
     */
    public void ensurePositions(String group, Map<TopicPartition, Long> wanted) {
        positions.ensure(group, wanted);
    }

    /** Deletes the records before these offsets; what is gone already stays gone. Space is freed by whole segments. */
    public void trim(Map<TopicPartition, Long> before) {
        offsets.trim(before);
    }

    /** Deletes topics; those that are not there are passed over. */
    public void delete(Collection<String> topics) {
        lookup.forget(topics);
        admin.deleteTopics(topics).topicNameValues().forEach((topic, deleted) -> {
            try {
                calls.get("delete the topic " + topic, deleted);
            } catch (TopicException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        });
    }

    @Override
    public void close() {
        admin.close(KafkaSettings.CLOSE_SHORT);
    }

    private void ensure(Map<String, TopicSettings> topics, int partitions, Replication replication) {
        // Who may not create topics can still start where all of them are there.
        List<NewTopic> wanted = new ArrayList<>();
        lookup.missing(topics.keySet()).forEach(topic ->
                wanted.add(new NewTopic(topic, topics.get(topic).partitions(partitions), replication.factor())
                        .configs(topics.get(topic).forCreation(replication))));
        if (!wanted.isEmpty()) {
            create(wanted);
        }
        check(topics, partitions);
    }

    private void create(List<NewTopic> wanted) {
        admin.createTopics(wanted).values().forEach((topic, created) -> {
            try {
                calls.get("create the topic " + topic, created);
            } catch (TopicException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
    }

    private void check(Map<String, TopicSettings> topics, int partitions) {
        List<TopicFault> faults = lookup.inspections(topics).stream().flatMap(inspection -> inspection.faults(partitions).stream()).toList();
        if (!faults.isEmpty()) {
            throw new TopicException(faults);
        }
    }

    private static Map<String, TopicSettings> ofFleet(FleetTopics fleet) {
        Map<String, TopicSettings> topics = new LinkedHashMap<>();
        topics.put(fleet.interim(), TopicSettings.INTERIM);
        topics.put(fleet.journal(), TopicSettings.JOURNAL);
        topics.put(fleet.control(), TopicSettings.CONTROL);
        return topics;
    }

    private static Map<String, TopicSettings> ofDestination(FleetTopics fleet, String destination) {
        Map<String, TopicSettings> topics = new LinkedHashMap<>();
        topics.put(fleet.ordered(destination), TopicSettings.ORDERED);
        topics.put(fleet.receipts(destination), TopicSettings.RECEIPTS);
        topics.put(fleet.recall(destination), TopicSettings.RECALL);
        return topics;
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> numbered = new HashMap<>();
        offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
        return numbered;
    }
}
