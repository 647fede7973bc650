package io.entrepot.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** What the embedded broker is told: each setting that differs from Kafka's own, beside its reason. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    /** Of the broker to itself. */
    private static final String INTERNAL_LISTENER = "INTERNAL";
    /** Nobody outside this machine can reach the internal listeners; they have no authentication. */
    static final String HOST = "127.0.0.1";

    /** Largest batch the broker takes: the largest record of the wire (5 MiB) and as much again as rounding and keys can need. */
    private static final int MESSAGE_BYTES_MAX = 8 << 20;

    /** Keys the cleaner holds while it compacts, at 24 bytes each: 300,000 at once, more in several rounds. */
    private static final int CLEANER_BUFFER_BYTES = 8 << 20;

    /** The internal topics hold a few rows for one process; small segments let the cleaner get at them. */
    private static final int INTERNAL_SEGMENT_BYTES = 4 << 20;

    private BrokerSettings() {
    }

    /** Broker and controller in one. */
    static Map<String, String> broker(Path logs, Ports ports, BrokerOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        node(settings, logs, ports.controller());
        String internal = INTERNAL_LISTENER + "://" + HOST + ":" + ports.broker();
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", Stream.concat(options.listeners().stream().map(Listener::bound),
                Stream.of(internal, controllerListener(ports.controller()))).collect(Collectors.joining(",")));
        settings.put("advertised.listeners", Stream.concat(options.listeners().stream().map(Listener::advertised),
                Stream.of(internal)).collect(Collectors.joining(",")));
        settings.put("inter.broker.listener.name", INTERNAL_LISTENER);
        metadata(settings);
        internalTopics(settings);
        sizes(settings);
        nothingByTheClock(settings);
        settings.putAll(options.properties());
        return settings;
    }

    /** The controller alone, over the same directory. */
    static Map<String, String> controller(Path logs, int controllerPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        node(settings, logs, controllerPort);
        settings.put("process.roles", "controller");
        settings.put("listeners", controllerListener(controllerPort));
        metadata(settings);
        sizes(settings);
        return settings;
    }

    private static void node(Map<String, String> settings, Path logs, int controllerPort) {
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", logs.toString());
        settings.put("listener.security.protocol.map", Stream.concat(Stream.of(INTERNAL_LISTENER + ":PLAINTEXT",
                CONTROLLER_LISTENER + ":PLAINTEXT"), Stream.of(SecurityProtocol.values()).map(each -> each + ":" + each))
                .collect(Collectors.joining(",")));
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        // Static voters stand in the settings and not in the log, so that the port can change from start to start.
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    }

    private static String controllerListener(int controllerPort) {
        return CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort;
    }

    private static void metadata(Map<String, String> settings) {
        // Each idle record is an fsync of the metadata log, twice a second.
        settings.put("metadata.max.idle.interval.ms", "0");
        // One controller has nobody to wait for.
        settings.put("controller.quorum.append.linger.ms", "0");
        // A broker that stalls with its machine is fenced after this and comes back by itself; there is no other that could take over.
        settings.put("broker.session.timeout.ms", "30000");
        // Every metric as an MBean costs time at each start, and nobody looks.
        settings.put("metric.reporters", "");
    }

    private static void internalTopics(Map<String, String> settings) {
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.segment.bytes", Integer.toString(INTERNAL_SEGMENT_BYTES));
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.segment.bytes", Integer.toString(INTERNAL_SEGMENT_BYTES));
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("default.replication.factor", "1");
        // All members are in this process and join at once.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A topic that is missing is an error with a name, not a topic with the wrong settings.
        settings.put("auto.create.topics.enable", "false");
    }

    private static void sizes(Map<String, String> settings) {
        settings.put("message.max.bytes", Integer.toString(MESSAGE_BYTES_MAX));
        // The kernel's own sizing is as good as any (measured) and needs no limit raised.
        settings.put("socket.send.buffer.bytes", "-1");
        settings.put("socket.receive.buffer.bytes", "-1");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BUFFER_BYTES));
    }

    /** No clock deletes what a rerun after a long holiday may need; topics that want retention say so themselves. */
    private static void nothingByTheClock(Map<String, String> settings) {
        settings.put("log.retention.ms", "-1");
        settings.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        settings.put("transactional.id.expiration.ms", Integer.toString(Integer.MAX_VALUE));
    }
}
