package io.entrepot.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands where Kafka would end the process. A broker whose only log directory fails, or whose controller meets a fault it cannot survive,
 * calls {@link Exit}; in this process others have work to end in order, so they are told instead.
 *
 * <p>Kafka's hook is one for the whole process. It is set at the first broker's start and stays: a dying broker may call it again after
 * it has been closed. With several brokers in one process all of them are told, since the call does not say whose it is.
 */
final class ExitTrap {

    private static final Logger LOG = LoggerFactory.getLogger(ExitTrap.class);
    private static final Set<Consumer<String>> LISTENERS = ConcurrentHashMap.newKeySet();

    static {
        Exit.setExitProcedure(ExitTrap::sprung);
        Exit.setHaltProcedure(ExitTrap::sprung);
    }

    private ExitTrap() {
    }

    static void add(Consumer<String> listener) {
        LISTENERS.add(listener);
    }

    static void remove(Consumer<String> listener) {
        LISTENERS.remove(listener);
    }

    private static void sprung(int status, String message) {
        LOG.atError().addKeyValue("status", status).addKeyValue("said", message).log("Kafka asked to end the process");
        LISTENERS.forEach(listener -> listener.accept(message));
    }
}
