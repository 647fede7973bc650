package io.entrepot.cli.watch;

import io.entrepot.monitor.FleetMonitor;
import io.entrepot.monitor.MonitorException;
import io.entrepot.monitor.MonitorSettings;
import io.entrepot.monitor.OpenTransactions;
import io.entrepot.monitor.core.FleetState;
import io.entrepot.registry.RegistryException;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a fleet's topics every few seconds, on a thread of its own, and tells what it has seen. */
final class FleetFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetFollower.class);

    /** As often as a person expects a page to move, and a fraction of what is scraped. */
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** A look at a cluster that does not answer takes longer, and is left to the end of the process. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Is told what was seen, on the follower's thread. */
    interface Listener {
        void seen(FleetState state);

        void openTransactions(Map<Integer, Long> standMsByPartition);

        /** It could not look, and tries again. */
        void failed(String sentence);
    }

    private final FleetTopics fleet;
    private final String destination;
    private final KafkaSettings kafka;
    private final SchemaRegistry registry;
    private final Listener listener;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "entrepot-follower");

    FleetFollower(FleetTopics fleet, String destination, KafkaSettings kafka, SchemaRegistry registry, Listener listener) {
        this.fleet = fleet;
        this.destination = destination;
        this.kafka = kafka;
        this.registry = registry;
        this.listener = listener;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        MonitorSettings settings = new MonitorSettings(fleet.fleet(), Optional.of(destination), MonitorSettings.JOURNAL_BYTES_DEFAULT);
        try (FleetMonitor monitor = new FleetMonitor(settings, kafka, registry, System::currentTimeMillis);
                OpenTransactions transactions = new OpenTransactions(kafka, fleet.interim())) {
            do {
                look(monitor, transactions);
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("fleet", fleet.fleet()).setCause(e).log("The fleet is not followed any more");
            listener.failed(e.getMessage());
        }
    }

    private void look(FleetMonitor monitor, OpenTransactions transactions) {
        try {
            listener.seen(monitor.look());
            listener.openTransactions(transactions.look(System.currentTimeMillis()));
        } catch (MonitorException | RegistryException | KafkaException e) {
            if (stopped.getCount() > 0) {
                LOG.atInfo().addKeyValue("fleet", fleet.fleet()).addKeyValue("cause", e.getMessage()).log("Fleet not seen");
                listener.failed(e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
