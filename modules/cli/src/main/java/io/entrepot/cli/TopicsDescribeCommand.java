package io.entrepot.cli;

import io.entrepot.cli.cluster.ClusterOptions;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.wire.TopicAdmin;
import io.entrepot.wire.TopicFault;
import io.entrepot.wire.TopicState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot topics describe}. */
@Command(name = "describe", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows the topics of a fleet and its destinations, and what is wrong with them. Exit code 1 when something is.")
final class TopicsDescribeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--json", description = "Report in JSON, an object on each line.")
    private boolean json;

    TopicsDescribeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<TopicState> topics;
        List<String> missing;
        try (TopicAdmin admin = new TopicAdmin(cluster.kafka())) {
            topics = admin.describe(cluster.fleet());
            missing = admin.missing(cluster.fleet());
        }
        if (json) {
            Bulletin bulletin = surroundings.bulletin(true);
            topics.forEach(topic -> bulletin.say("topic", topic.name(), fields(topic)));
            missing.forEach(name -> bulletin.say("missing", name, Map.of("name", name)));
        } else {
            TopicsText.lines(topics).forEach(surroundings.out()::println);
            missing.forEach(name -> surroundings.out().println(name + "  MISSING: make it again, with entrepot topics create"));
        }
        return missing.isEmpty() && topics.stream().allMatch(topic -> topic.faults().isEmpty()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Map<String, Object> fields(TopicState topic) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", topic.name());
        fields.put("id", topic.id());
        fields.put("partitions", topic.partitions());
        fields.put("replicationFactor", topic.factor());
        fields.put("minInsyncReplicas", topic.inSync());
        fields.put("startOffsets", new TreeMap<>(topic.startOffsets()));
        fields.put("endOffsets", new TreeMap<>(topic.endOffsets()));
        fields.put("faults", topic.faults().stream().map(TopicFault::toString).toList());
        return fields;
    }
}
