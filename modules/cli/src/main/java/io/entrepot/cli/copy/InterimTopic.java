package io.entrepot.cli.copy;

import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interim topic as bytes in a log. */
final class InterimTopic {

    private static final Logger LOG = LoggerFactory.getLogger(InterimTopic.class);
    private static final long PATIENCE_SECONDS = 10;

    private InterimTopic() {
    }

    /** Bytes of its log over all partitions, as the broker counts them: records, and all that Kafka adds to them. */
    static long bytes(KafkaSettings kafka, FleetTopics topics) {
        try (Admin admin = Admin.create(kafka.admin())) {
            int broker = admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS).iterator().next().id();
            Map<String, LogDirDescription> directories = admin.describeLogDirs(List.of(broker)).allDescriptions()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS).get(broker);
            return directories.values().stream().flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topics.interim()))
                    .mapToLong(replica -> replica.getValue().size()).sum();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("Size of the interim topic not known");
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
