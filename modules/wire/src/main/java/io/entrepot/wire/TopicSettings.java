package io.entrepot.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each kind of topic is created with and held to, each setting with its reason. */
enum TopicSettings {

    INTERIM(256 << 20, kept("it is the only durable copy of a block until that is at its destination")),

    JOURNAL(64 << 20, kept("it is the index of what stands on the interim topic, and as old as that must be")),

    /** Trimmed below the writer's position: segments are small, because only whole ones are freed. */
    ORDERED(64 << 20, kept("the writer's position alone says what is no longer needed")),

    /** Small and seldom written. */
    RECALL(16 << 20, kept("what was recalled must reach the resequencer, however long that is away")),

    /** One small record per generation stays. */
    RECEIPTS(16 << 20, List.of(
            TopicSetting.exact("cleanup.policy", "compact", "the last receipt of each image must stay for good"))),

    /** Orders have one order among them, and are few: agents read them whole at each start. */
    CONTROL(16 << 20, List.of(
            TopicSetting.exact("cleanup.policy", "compact", "a fleet that was paused stays so until somebody says otherwise"),
            TopicSetting.free("message.timestamp.type", "LogAppendTime", "an order's time is the brokers', whatever clock an operator's machine has")));

    private final List<TopicSetting> settings;

    TopicSettings(int segmentBytes, List<TopicSetting> own) {
        List<TopicSetting> common = List.of(
                TopicSetting.atLeast("max.message.bytes", ClientDefaults.REQUEST_BYTES,
                        "a record, and a batch of them, can be that large"),
                TopicSetting.exact("compression.type", "producer",
                        "payloads are compressed once, and a broker would do it again"),
                TopicSetting.exact("unclean.leader.election.enable", "false",
                        "a replica that had fallen behind would drop what was acknowledged"),
                TopicSetting.free("segment.bytes", Integer.toString(segmentBytes), "only whole segments are deleted or compacted"));
        this.settings = Stream.concat(own.stream(), common.stream()).toList();
    }

    /**
     * Partitions of such a topic.
     *
     * @param ofFleet partitions of the fleet's interim topic
     */
    int partitions(int ofFleet) {
        return this == CONTROL ? 1 : ofFleet;
    }

    List<TopicSetting> settings() {
        return settings;
    }

    Map<String, String> forCreation(Replication replication) {
        Map<String, String> values = settings.stream().collect(Collectors.toMap(TopicSetting::name, TopicSetting::value));
        values.put("min.insync.replicas", Integer.toString(replication.inSync()));
        return values;
    }

    private static List<TopicSetting> kept(String why) {
        return List.of(
                TopicSetting.exact("cleanup.policy", "delete", "compaction would drop records"),
                TopicSetting.exact("retention.ms", "-1", why),
                TopicSetting.exact("retention.bytes", "-1", why));
    }
}
