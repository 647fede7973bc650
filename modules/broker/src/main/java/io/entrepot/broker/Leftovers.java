package io.entrepot.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.internals.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last run left behind and a cluster would clear up by waiting: where all clients of the embedded broker ended with it, there is
 * nothing to wait for.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** Long enough for a machine with other things to do; without an answer Kafka's own timeouts clear up. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** An id that nobody has: to ask about. */
    private static final String NOBODY = "entrepot-nobody";

    private static final Set<TransactionState> UNSETTLED = EnumSet.of(
            TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_EPOCH_FENCE);

    private Leftovers() {
    }

    /**
     * Makes the controller forget the killed broker's registration. It would keep it until a session is over and turn the successor away
     * till then; and a successor that starts with the old registration in its metadata takes the lead, loses it and takes it again, with a
     * moment in between in which the coordinator of transactions can lose a commit's marker. So this is done while the controller
     * is up and no broker.
     */
    static void forgetBroker(int controllerPort) throws InterruptedException {
        try (Admin admin = admin("bootstrap.controllers", controllerPort)) {
            admin.unregisterBroker(BrokerSettings.NODE_ID).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It may never have been registered; otherwise its session ends by itself.
            LOG.atInfo().setCause(e).log("Killed broker not unregistered");
        }
    }

    /**
     * Aborts the transactions that the last run's clients left open, and waits for the markers of those they had ended: a commit is
     * acknowledged before its markers stand on the partitions. Afterwards all that was committed can be read, and nothing is in its way.
     */
    static void settleTransactions(int port) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = admin("bootstrap.servers", port)) {
            if (!hadTransactions(admin)) {
                return;
            }
            awaitCoordinator(admin);
            fence(admin, unsettled(admin, TransactionState.ONGOING));
            while (!unsettled(admin, UNSETTLED.toArray(TransactionState[]::new)).isEmpty()) {
                if (System.nanoTime() > deadline) {
                    LOG.atWarn().log("Transactions of the last run not settled in time");
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("Transactions of the last run not settled");
        }
    }

    /** Which of the topics the broker does not know any more; none when it does not say. */
    static Set<String> unknown(int port, Set<String> topics) throws InterruptedException {
        Set<String> unknown = new TreeSet<>(topics);
        try (Admin admin = admin("bootstrap.servers", port)) {
            unknown.removeAll(topics(admin));
            return unknown;
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("The broker does not say which topics it has");
            return Set.of();
        }
    }

    /** Asking for a coordinator would make its topic. */
    private static boolean hadTransactions(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return topics(admin).contains(Topic.TRANSACTION_STATE_TOPIC_NAME);
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until the coordinator has been elected and has read its state. A broker that is up lists no transactions at all before that,
     * and says nothing of it; a question about one transaction is put again by the client until somebody can answer.
     */
    private static void awaitCoordinator(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.describeTransactions(List.of(NOBODY)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                throw e;
            }
        }
    }

    private static void fence(Admin admin, Collection<String> ids) throws ExecutionException, InterruptedException, TimeoutException {
        if (!ids.isEmpty()) {
            admin.fenceProducers(ids).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static List<String> unsettled(Admin admin, TransactionState... states)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTransactions(new ListTransactionsOptions().filterStates(List.of(states))).all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).stream().map(TransactionListing::transactionalId).toList();
    }

    private static Admin admin(String role, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(role, BrokerSettings.HOST + ":" + port);
        settings.put("client.id", "entrepot-leftovers");
        settings.put("reconnect.backoff.ms", "20");
        settings.put("reconnect.backoff.max.ms", "20");
        settings.put("retry.backoff.ms", "20");
        settings.put("metric.reporters", "");
        return Admin.create(settings);
    }
}
