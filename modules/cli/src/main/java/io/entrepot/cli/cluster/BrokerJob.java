package io.entrepot.cli.cluster;

import io.entrepot.broker.BrokerOptions;
import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.broker.Listener;
import io.entrepot.broker.StartState;
import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.process.Interruption;
import io.entrepot.cli.process.Logs;
import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.watch.Watch;
import io.entrepot.image.Reasons;
import io.entrepot.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A broker and a schema registry, until they are stopped. */
public final class BrokerJob {

    private final Request request;
    private final Bulletin bulletin;
    private final Interruption interruption;
    private final Watch watch;

    /**
     * What is to run.
     *
     * @param directory      holds everything
     * @param listeners      {@code PROTOCOL://HOST:PORT} each
     * @param advertisedHost what clients are told to connect to, in place of each listener's host
     * @param registryHost   address that the registry listens on
     * @param registryPort   0 for one that is free
     * @param config         file of Kafka's settings
     * @param properties     {@code NAME=VALUE} each, over those of the file
     */
    public record Request(Path directory, List<String> listeners, Optional<String> advertisedHost, String registryHost,
                          int registryPort, Optional<Path> config, List<String> properties) {

        public Request {
            listeners = List.copyOf(listeners);
            properties = List.copyOf(properties);
        }

        /** @throws UsageException when it cannot be meant */
        BrokerOptions options() {
            Map<String, String> settings = new HashMap<>(PropertySources.file("--config", config.orElse(null)));
            settings.putAll(PropertySources.pairs("--property", properties));
            try {
                return new BrokerOptions(listeners.stream().map(text -> Listener.parse(text, advertisedHost.orElse(null))).toList(),
                        settings);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }
    }

    /**
     * @param interruption says when to stop
     * @param watch        watches them
     */
    public BrokerJob(Request request, Bulletin bulletin, Interruption interruption, Watch watch) {
        this.request = request;
        this.bulletin = bulletin;
        this.interruption = interruption;
        this.watch = watch;
    }

    /** Runs them. */
    public int run() {
        BrokerOptions options = request.options();
        Vigil vigil = new Vigil(interruption);
        try {
            Files.createDirectories(request.directory());
        } catch (IOException e) {
            bulletin.error("The directory " + request.directory() + " cannot be made: " + Reasons.of(e) + ".");
            return ExitCode.FAILED;
        }
        Path log = Logs.into(request.directory());
        try (EmbeddedBroker broker = start(options);
                RegistryServer registry = RegistryServer.start(request.registryHost(), request.registryPort(),
                        request.directory().resolve("schemas.json"))) {
            broker.onFailure(fault -> vigil.fail(fault.getMessage()));
            watch.broker(request.directory());
            watch.has("broker", () -> !vigil.isOver());
            ready(broker.listeners(), "http://" + request.registryHost() + ":" + registry.port(), log);
            Optional<String> fault = vigil.await();
            fault.ifPresent(watch::died);
            fault.ifPresent(bulletin::error);
            return fault.isPresent() ? ExitCode.FAILED : ExitCode.INTERRUPTED;
        } catch (RuntimeException e) {
            bulletin.error(Sentences.of(e));
            return ExitCode.FAILED;
        } finally {
            Logs.close();
        }
    }

    /** What its directory lacks is said at once: the next start would not know of it any more. */
    private EmbeddedBroker start(BrokerOptions options) {
        EmbeddedBroker broker = EmbeddedBroker.start(request.directory().resolve("broker"), options);
        if (broker.startState() == StartState.SUSPECT) {
            bulletin.say("suspect", "The machine went down during the last run, which may have cut off what Kafka had acknowledged last in "
                    + request.directory() + ": where a part says so, or images do not come to their end, send them anew, to a fleet with another"
                    + " name. What is at destinations stays as it is", Map.of("directory", request.directory().toString()));
        }
        return broker;
    }

    private void ready(List<Listener> listeners, String registry, Path log) {
        String kafka = listeners.stream().map(each -> each.protocol() + "://" + each.bootstrapServer()).collect(Collectors.joining(", "));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("listeners", listeners.stream().map(each -> each.protocol() + "://" + each.bootstrapServer()).toList());
        fields.put("schemaRegistry", registry);
        watch.url().ifPresent(url -> fields.put("http", url));
        fields.put("log", log.toString());
        bulletin.say("ready", "Ready: Kafka at " + kafka + ", schema registry at " + registry + watch.url().map(url -> ", watched at " + url).orElse("") + " (log: " + log + ")", fields);
    }
}
