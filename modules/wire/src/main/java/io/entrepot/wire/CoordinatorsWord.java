package io.entrepot.wire;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.LoggerFactory;

/**
 * What Kafka's coordinator says of the last transaction of an id. How long that one took is not asked: who was suspended with its machine
 * does not know, for every clock it has may have stood still.
 */
final class CoordinatorsWord implements Expiry {

    /**
     * Who comes next leaves no transaction behind it, or one of its own; but first it has Kafka end ours, and asks again every tenth of a
     * second until that is done: until then it looks as if nobody had come.
     */
    private static final int LOOKS = 10;
    private static final long LOOK_MS = 100;

    static final Pause PAUSE = () -> Thread.sleep(LOOK_MS);

    private final KafkaSettings kafka;
    private final String transactionalId;
    private final Pause pause;

    /** Between two looks. */
    @FunctionalInterface
    interface Pause {
        void pause() throws InterruptedException;
    }

    CoordinatorsWord(KafkaSettings kafka, String transactionalId, Pause pause) {
        this.kafka = kafka;
        this.transactionalId = transactionalId;
        this.pause = pause;
    }

    @Override
    public boolean hasExpired() {
        try (Admin admin = Admin.create(kafka.admin())) {
            boolean aborted = isAborted(admin);
            for (int look = 0; aborted && look < LOOKS; look++) {
                pause.pause();
                aborted = isAborted(admin);
            }
            return aborted;
        } catch (ExecutionException e) {
            LoggerFactory.getLogger(Expiry.class).atWarn().addKeyValue("transactionalId", transactionalId).setCause(e.getCause())
                    .log("Kafka does not say what has become of a transaction");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isAborted(Admin admin) throws ExecutionException, InterruptedException {
        TransactionState last = admin.describeTransactions(List.of(transactionalId)).description(transactionalId).get().state();
        return last == TransactionState.COMPLETE_ABORT || last == TransactionState.PREPARE_ABORT;
    }
}
