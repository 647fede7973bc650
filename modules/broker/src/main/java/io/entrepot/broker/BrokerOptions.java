package io.entrepot.broker;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * What a broker is told by whoever starts it.
 *
 * @param listeners  where clients from other processes reach it, at most one of each protocol; without any it is reached from its own
 *                   process and machine alone
 * @param properties Kafka's own settings, over ours
 */
public record BrokerOptions(List<Listener> listeners, Map<String, String> properties) {

    /** Nothing. */
    public static final BrokerOptions NONE = new BrokerOptions(List.of(), Map.of());

    /** With other values the broker would be another one, or none. */
    private static final Set<String> OURS = Set.of("node.id", "broker.id", "process.roles", "log.dir", "log.dirs", "listeners",
            "advertised.listeners", "listener.security.protocol.map", "inter.broker.listener.name", "security.inter.broker.protocol",
            "controller.listener.names", "controller.quorum.voters", "controller.quorum.bootstrap.servers");

    /** @throws IllegalArgumentException with a sentence when a setting is not the user's to give */
    public BrokerOptions {
        listeners = List.copyOf(listeners);
        properties = Map.copyOf(properties);
        Set<SecurityProtocol> protocols = new HashSet<>();
        for (Listener listener : listeners) {
            if (!protocols.add(listener.protocol())) {
                throw new IllegalArgumentException("There are two listeners of the protocol " + listener.protocol()
                        + ": name one of each at most.");
            }
        }
        for (String name : properties.keySet()) {
            if (OURS.contains(name)) {
                throw new IllegalArgumentException("The setting " + name + " of the embedded broker cannot be given: its listeners have"
                        + " options of their own, and the others make it the broker it is.");
            }
        }
    }

    BrokerOptions withPorts() {
        return new BrokerOptions(listeners.stream().map(Listener::withPort).toList(), properties);
    }
}
