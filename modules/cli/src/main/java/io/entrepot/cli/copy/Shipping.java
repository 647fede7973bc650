package io.entrepot.cli.copy;

import io.entrepot.cli.process.Faults;
import io.entrepot.cli.watch.Watch;
import io.entrepot.source.Agent;
import io.entrepot.source.AgentListener;
import io.entrepot.source.AgentSettings;
import io.entrepot.source.ImageFile;
import io.entrepot.source.SendException;
import io.entrepot.source.SendOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The agent's part of a copy, on a thread of its own. */
final class Shipping implements AutoCloseable {

    /** The only agent of a copy. */
    private static final String AGENT = "copy";

    private final CopyRequest request;
    private final CopyPlan plan;
    private final Path stateDirectory;
    private final Engine engine;
    private final Ledger ledger;
    private final AgentListener listener;
    private final Watch watch;
    private final Thread thread = new Thread(this::run, "entrepot-agent");
    private volatile Agent agent;
    private volatile boolean stopped;

    Shipping(CopyRequest request, CopyPlan plan, Path stateDirectory, Engine engine, Ledger ledger, Watch watch) {
        this.request = request;
        this.plan = plan;
        this.stateDirectory = stateDirectory;
        this.engine = engine;
        this.ledger = ledger;
        this.listener = watch.overAgent(ledger);
        this.watch = watch;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends at the last committed point. */
    void stop() {
        stopped = true;
        Agent running = agent;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        thread.join();
    }

    private void run() {
        try {
            List<ImageFile> images = plan.toSend().stream()
                    .map(facts -> new ImageFile(facts.image().name(), facts.image().path(), 0)).toList();
            Set<String> again = superfluous(send(images, Set.of()));
            if (!again.isEmpty() && !stopped) {
                again.forEach(ledger::forget);
                send(images.stream().filter(image -> again.contains(image.name())).toList(), again);
            }
        } catch (SendException e) {
            engine.died(e.getMessage());
        } catch (RuntimeException | Error e) {
            engine.died("The agent failed: " + Faults.unexpected(e));
        }
    }

    private List<SendOutcome> send(List<ImageFile> images, Set<String> resend) {
        AgentSettings settings = AgentSettings.builder(request.fleet(), AGENT, stateDirectory).parallel(request.parallel())
                .threads(request.threads()).chunker(request.chunker()).zstdLevels(request.zstdLevels()).resend(resend)
                // What was sent is to be written first: a destination that lags has the last seconds to itself, and cannot fill them.
                .nice(true).build();
        try (Agent sending = new Agent(settings, engine.kafka(), engine.registry(), listener)) {
            agent = sending;
            watch.knownBlocks(sending::knownBlocks);
            if (stopped) {
                return List.of();
            }
            return sending.send(images);
        }
    }

    /**
     * Images that were sent before and written before, and still are to be sent: they have been lost or changed at the destination
     * since, or it is another directory than it was.
     */
    private Set<String> superfluous(List<SendOutcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome instanceof SendOutcome.AlreadySealed sealed
                && (sealed.generation().equals(plan.superfluous().get(sealed.name()))
                        || engine.committedBefore().contains(sealed.generation()))).map(SendOutcome::name).collect(Collectors.toSet());
    }
}
