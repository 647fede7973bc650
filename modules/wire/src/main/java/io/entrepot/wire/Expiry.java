package io.entrepot.wire;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.LoggerFactory;

/**
 * Tells a transaction that Kafka itself has ended, because it took too long, from one that the next producer of the same transactional id
 * has ended: both producers are called fenced.
 */
@FunctionalInterface
public interface Expiry {

    /**
     * Whether nobody has begun anew since Kafka ended the last transaction.
     *
     * @param tookNs nanoseconds since that was begun
     */
    boolean hasExpired(long tookNs);

    /** By what Kafka's coordinator of transactions says of an id. Nobody has expired whose coordinator cannot be asked. */
    static Expiry of(KafkaSettings kafka, String transactionalId) {
        return tookNs -> {
            try (Admin admin = Admin.create(kafka.admin())) {
                return isEnded(admin.describeTransactions(List.of(transactionalId)).description(transactionalId).get(), tookNs);
            } catch (ExecutionException e) {
                LoggerFactory.getLogger(Expiry.class).atWarn().addKeyValue("transactionalId", transactionalId).setCause(e.getCause())
                        .log("Kafka does not say what has become of a transaction");
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /** Who comes next leaves no transaction behind it, or one of its own; but while it ends ours, that looks like an end for its length. */
    private static boolean isEnded(TransactionDescription last, long tookNs) {
        return tookNs >= TimeUnit.MILLISECONDS.toNanos(last.transactionTimeoutMs())
                && (last.state() == TransactionState.COMPLETE_ABORT || last.state() == TransactionState.PREPARE_ABORT);
    }
}
