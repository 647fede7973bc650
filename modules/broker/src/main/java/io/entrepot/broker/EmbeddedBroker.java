package io.entrepot.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller in this process, over a directory that can be opened again after a clean end or a kill. Reachable from
 * this machine only, but for the listeners that it is given. Safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** A port that was free when it was chosen can be taken when Kafka binds it; more than a few in a row is another fault. */
    private static final int BIND_ATTEMPTS_MAX = 5;

    /** A start takes seconds; recovery after a kill reads segments of some GiB. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    /** A close takes about a second; a broker that has failed may never end, and is left to the end of the process. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration CLOSE_FAILED_TIMEOUT = Duration.ofSeconds(3);

    /** Kafka answers its clients before another thread of it ends it, some milliseconds later. */
    private static final Duration DYING_TIMEOUT = Duration.ofSeconds(1);

    private final BrokerDirectory directory;
    private final BrokerOptions options;
    private final BrokerFault fault;
    private final CompletableFuture<BrokerException> failure = new CompletableFuture<>();
    private final Consumer<String> sprung = this::fail;
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Kafka wanted to end the process while it closed: what it says to have forced is not believed. */
    private volatile boolean failedClosing;
    private KafkaRaftServer server;
    private String bootstrapServers;
    private List<Listener> listeners = List.of();

    private record Running(KafkaRaftServer server, Ports ports) { }

    private EmbeddedBroker(BrokerDirectory directory, BrokerOptions options) {
        this.directory = directory;
        this.options = options;
        this.fault = new BrokerFault(directory.path(), !options.listeners().isEmpty());
    }

    /**
     * In which state a start would find the directory; changes nothing.
     *
     * @throws BrokerException when it is none of ours or cannot be read
     */
    public static StartState inspect(Path directory) {
        return BrokerDirectory.inspect(directory.toAbsolutePath(), BootId.current()).state();
    }

    /**
     * Starts a broker over the directory, which is made when it is missing, and returns when clients can connect.
     *
     * @throws BrokerException with one sentence when the directory is in use, holds something else or cannot be written, or Kafka fails
     */
    public static EmbeddedBroker start(Path directory) {
        return start(directory, BrokerOptions.NONE);
    }

    /**
     * As above, with listeners and settings beside its own.
     *
     * @throws BrokerException also when a listener's port is taken
     */
    public static EmbeddedBroker start(Path directory, BrokerOptions options) {
        BrokerDirectory opened = BrokerDirectory.open(directory.toAbsolutePath().normalize(), BootId.current());
        EmbeddedBroker broker = new EmbeddedBroker(opened, options);
        ExitTrap.add(broker.sprung);
        boolean started = false;
        try {
            broker.run();
            started = true;
            return broker;
        } catch (IOException e) {
            throw new BrokerException("The broker directory " + opened.path() + " cannot be used: " + BrokerFault.reason(e) + BrokerFault.MEND, e);
        } finally {
            if (!started) {
                if (broker.server != null) {
                    ends(broker.server, CLOSE_FAILED_TIMEOUT);
                }
                ExitTrap.remove(broker.sprung);
                opened.close();
            }
        }
    }

    /** Where clients in this process connect: address and port, another port after every start. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The listeners it was given, with the ports that they have now. */
    public List<Listener> listeners() {
        return listeners;
    }

    /** In which state the directory was found at this start. */
    public StartState startState() {
        return directory.found().state();
    }

    /** Why the broker has died while it should have been running. */
    public Optional<BrokerException> failure() {
        return Optional.ofNullable(failure.getNow(null));
    }

    /** Calls the listener once when the broker dies, on a thread of its own; at once when it has died already. */
    public void onFailure(Consumer<BrokerException> listener) {
        failure.thenAcceptAsync(listener);
    }

    /**
     * What is behind a client's fault: the broker has died, or dies at this moment, or cannot write, which it does not always die of (a
     * full disk under an index that is mapped into memory ends the request alone); from then on it counts as dead. Takes up to a second.
     */
    public Optional<BrokerException> behindFaultOfClient() {
        if (closing.get()) {
            return failure();
        }
        String disk = fault.diskSentence();
        if (disk != null) {
            failure.complete(new BrokerException(disk));
        }
        try {
            return Optional.of(failure.get(DYING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure();
        } catch (ExecutionException | TimeoutException e) {
            return failure();
        }
    }

    /** Ends the broker and forces its logs. A broker that has failed is given a short time and then left behind. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Duration patience = failure.isDone() ? CLOSE_FAILED_TIMEOUT : CLOSE_TIMEOUT;
        boolean ended = ends(server, patience);
        if (ended && !failure.isDone() && !failedClosing && directory.isForced()) {
            try {
                directory.noteClosed();
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("directory", directory.path()).setCause(e).log("Clean end not noted");
            }
        }
        ExitTrap.remove(sprung);
        directory.close();
    }

    private void run() throws IOException {
        if (directory.found().state() == StartState.FRESH) {
            directory.beginFormat();
            format();
        }
        boolean isAlone = directory.found().state() != StartState.FRESH && options.listeners().isEmpty();
        // Before Kafka puts away what it does not know.
        Set<String> lying = isAlone ? directory.topics() : Set.of();
        directory.noteRunning();
        try {
            if (directory.found().killed()) {
                Running controller = started(ports -> BrokerSettings.controller(directory.logs(), ports.controller()));
                Leftovers.forgetBroker(controller.ports().controller());
                ends(controller.server(), CLOSE_TIMEOUT);
            }
            Running broker = started(ports -> {
                BrokerOptions open = options.withPorts();
                listeners = open.listeners();
                return BrokerSettings.broker(directory.logs(), ports, open);
            });
            server = broker.server();
            bootstrapServers = BrokerSettings.HOST + ":" + broker.ports().broker();
            // Clients in other processes have not ended with the last run: they go on with what they have open, and delete topics.
            if (isAlone) {
                Set<String> forgotten = Leftovers.unknown(broker.ports().broker(), lying);
                if (!forgotten.isEmpty()) {
                    throw fault.forgotten(forgotten);
                }
                Leftovers.settleTransactions(broker.ports().broker());
            }
            directory.noteUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("The embedded broker over " + directory.path() + " was interrupted while it started.", e);
        }
    }

    private Running started(Function<Ports, Map<String, String>> settings) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Ports ports = Ports.free();
            KafkaRaftServer candidate = made(settings.apply(ports));
            Throwable cause = startup(candidate);
            if (cause == null) {
                return new Running(candidate, ports);
            }
            ends(candidate, CLOSE_FAILED_TIMEOUT);
            if (attempt == BIND_ATTEMPTS_MAX || !causedByBind(cause)) {
                throw fault.atStart(cause);
            }
        }
    }

    /** Kafka looks through its directory here already. */
    private KafkaRaftServer made(Map<String, String> settings) {
        try {
            return new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        } catch (RuntimeException e) {
            throw fault.atStart(e);
        }
    }

    private void format() throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .addDirectory(directory.logs().toString())
                    .setMetadataLogDirectory(directory.logs().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    // With one replica the last in sync stays leader whatever happens; no unclean election after each kill.
                    .setFeatureLevel("eligible.leader.replicas.version", (short) 0)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw fault.atStart(e);
        }
    }

    /** Null when it has started. Kafka may ask to end the process and then wait for ever, so its start has a thread of its own. */
    private Throwable startup(KafkaRaftServer candidate) throws InterruptedException {
        CompletableFuture<Void> started = new CompletableFuture<>();
        thread("entrepot-broker-start", () -> {
            try {
                candidate.startup();
                started.complete(null);
            } catch (Throwable t) {
                started.completeExceptionally(t);
            }
        });
        CompletableFuture<Object> first = CompletableFuture.anyOf(started, failure);
        try {
            Object outcome = first.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return outcome instanceof BrokerException died ? died : null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return new TimeoutException("it was not ready after " + START_TIMEOUT.toSeconds() + " seconds");
        }
    }

    private void fail(String said) {
        if (closing.get()) {
            failedClosing = true;
        } else if (!failure.isDone()) {
            failure.complete(new BrokerException(fault.sentence(said)));
        }
    }

    /** Whether it has ended, and well: then its logs are forced. */
    private static boolean ends(KafkaRaftServer server, Duration patience) {
        AtomicBoolean well = new AtomicBoolean();
        Thread ending = thread("entrepot-broker-close", () -> {
            try {
                server.shutdown();
                server.awaitShutdown();
                well.set(true);
            } catch (RuntimeException | Error e) {
                LOG.atWarn().setCause(e).log("The broker did not end well");
            }
        });
        try {
            ending.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return well.get();
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean causedByBind(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
