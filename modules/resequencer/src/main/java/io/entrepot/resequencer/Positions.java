package io.entrepot.resequencer;

import io.entrepot.resequencer.state.StoreNames;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a resequencer begins, where its group has no position. In the interim and the recall topic that is the first record there is.
 * In the receipts it depends: one that has state begins with the first there is as well, since one of them may answer a
 * turn of its own; a new one begins behind the last, since all of them answer turns that another gave.
 */
final class Positions {

    private Positions() {
    }

    static void ensure(TopicAdmin topics, KafkaSettings kafka, FleetTopics fleet, String destination)
            throws ExecutionException, InterruptedException {
        String application = fleet.applicationId(destination);
        String receipts = fleet.receipts(destination);
        Map<TopicPartition, Long> positions = new HashMap<>(topics.startOffsets(fleet.interim()));
        positions.putAll(topics.startOffsets(fleet.recall(destination)));
        positions.putAll(hasState(kafka, application) ? topics.startOffsets(receipts) : topics.endOffsets(receipts));
        topics.ensurePositions(application, positions);
    }

    private static boolean hasState(KafkaSettings kafka, String application)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.admin())) {
            return admin.listTopics().names().get().contains(application + "-" + StoreNames.IMAGES + "-changelog");
        }
    }
}
