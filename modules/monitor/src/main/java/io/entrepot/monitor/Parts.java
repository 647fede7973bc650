package io.entrepot.monitor;

import io.entrepot.monitor.core.Head;
import io.entrepot.monitor.core.PartPositions;
import io.entrepot.monitor.core.TopicLag;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.TurnStarted;
import io.entrepot.wire.WireException;
import io.entrepot.wire.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the resequencers and writers of a fleet's destinations stand. */
final class Parts {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Questions questions;
    private final Glances glances;
    private final LogSizes sizes;
    private final FleetTopics topics;
    private final WireFormat wire;

    /** What every answer is made of. */
    private record Logs(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> bytes) {
    }

    Parts(Questions questions, Glances glances, LogSizes sizes, FleetTopics topics, WireFormat wire) {
        this.questions = questions;
        this.glances = glances;
        this.sizes = sizes;
        this.topics = topics;
        this.wire = wire;
    }

    Map<String, PartPositions> positions(Set<String> destinations, int partitions, long nowMs) {
        if (destinations.isEmpty()) {
            return Map.of();
        }
        // Positions first: what comes between the questions then counts as not dealt with, and never as less than nothing.
        Map<String, Map<TopicPartition, Long>> resequencers = new HashMap<>();
        Map<String, Map<TopicPartition, Long>> writers = new HashMap<>();
        List<TopicPartition> all = new ArrayList<>(of(topics.interim(), partitions));
        for (String destination : destinations) {
            resequencers.put(destination, questions.positions(topics.applicationId(destination)));
            writers.put(destination, questions.positions(topics.writerGroup(destination)));
            all.addAll(of(topics.ordered(destination), partitions));
        }
        Logs logs = new Logs(questions.starts(all), questions.ends(all), sizes.bytes(nowMs));
        Map<String, PartPositions> positions = new HashMap<>();
        for (String destination : destinations) {
            Map<Integer, Head> heads = new HashMap<>();
            Map<Integer, TopicLag> resequencer =
                    lags(of(topics.interim(), partitions), resequencers.get(destination), logs, Optional.empty());
            Map<Integer, TopicLag> writer =
                    lags(of(topics.ordered(destination), partitions), writers.get(destination), logs, Optional.of(heads));
            OptionalInt members = questions.members(topics.applicationId(destination));
            positions.put(destination, new PartPositions(resequencer, writer, heads, members));
        }
        return positions;
    }

    static List<TopicPartition> of(String topic, int partitions) {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(topic, partition));
        }
        return all;
    }

    /** @param heads what comes next is put into it, where that is of interest */
    private Map<Integer, TopicLag> lags(List<TopicPartition> partitions, Map<TopicPartition, Long> positions, Logs logs,
                                        Optional<Map<Integer, Head>> heads) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long at = Math.max(logs.starts.get(partition), positions.getOrDefault(partition, 0L));
            if (at < logs.ends.get(partition)) {
                behind.put(partition, at);
            }
        }
        Map<TopicPartition, Optional<Glances.Found>> next = glances.at(behind, logs.ends);
        Map<Integer, TopicLag> lags = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Optional<Glances.Found> found = next.getOrDefault(partition, Optional.empty());
            // Only marks of transactions lie between the part and the end.
            boolean nothing = next.containsKey(partition) && found.isEmpty();
            long end = logs.ends.get(partition);
            long records = nothing || !behind.containsKey(partition) ? 0 : end - behind.get(partition);
            OptionalLong oldest = found.isPresent() ? OptionalLong.of(found.get().atMs()) : OptionalLong.empty();
            OptionalLong bytes = bytes(partition.partition(), records, logs);
            lags.put(partition.partition(), new TopicLag(positions.containsKey(partition), records, bytes, oldest));
            heads.ifPresent(all -> found.flatMap(this::head).ifPresent(head -> all.put(partition.partition(), head)));
        }
        return lags;
    }

    /**
     * By the mean of the interim partition, also for the ordered topic, whose records are the same ones: that is trimmed all the time,
     * and brokers count what was trimmed until its segment goes.
     */
    private OptionalLong bytes(int partition, long records, Logs logs) {
        TopicPartition interim = new TopicPartition(topics.interim(), partition);
        return LogSizes.estimate(logs.bytes.get(interim), logs.ends.get(interim) - logs.starts.get(interim), records);
    }

    private Optional<Head> head(Glances.Found found) {
        try {
            RecordKey key = wire.decode(found.key(), RecordKey.class);
            OptionalInt turn = OptionalInt.empty();
            if (found.value().isPresent()) {
                SpecificRecord value = wire.decode(found.value().get());
                turn = value instanceof TurnStarted started ? OptionalInt.of(started.getTurn()) : turn;
            }
            return Optional.of(new Head(key.getImage(), key.getGeneration(), turn, found.atMs()));
        } catch (WireException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("A record that is next cannot be read");
            return Optional.empty();
        }
    }
}
