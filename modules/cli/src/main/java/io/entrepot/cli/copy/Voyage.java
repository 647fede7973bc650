package io.entrepot.cli.copy;

import io.entrepot.cli.process.Ending;
import io.entrepot.cli.report.Summary.Transit;
import io.entrepot.cli.watch.Watch;
import io.entrepot.destination.WriterListener;
import io.entrepot.resequencer.Figures;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The parts at work: from starting the broker until every image has come to its end, or something has put an end to it. */
final class Voyage {

    /** How long images that have failed may take to have their partial files removed before the copy ends. */
    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(10);

    private final CopyRequest request;
    private final CopyPlan plan;
    private final InterimDirectory interim;
    private final Ledger ledger;
    private final Watch watch;

    /**
     * What came of it.
     *
     * @param transit what happened between source and destination; known only when it was not cut short
     * @param fault   the sentence of what has put an end to it
     */
    record Outcome(Optional<Transit> transit, Optional<String> fault) {
    }

    Voyage(CopyRequest request, CopyPlan plan, InterimDirectory interim, Ledger ledger, Watch watch) {
        this.request = request;
        this.plan = plan;
        this.interim = interim;
        this.ledger = ledger;
        this.watch = watch;
    }

    /**
     * Makes it.
     *
     * @param stop done when it is to be cut short
     * @param tap  hears what the writer does
     */
    Outcome make(CompletableFuture<?> stop, WriterListener tap) {
        try (Engine engine = Engine.start(request, interim, new Taps(ledger, tap), watch)) {
            long earlierBytes = interim.isReopened() ? InterimTopic.bytes(engine.kafka(), engine.topics()) : 0;
            Shipping shipping = new Shipping(request, plan, interim.agent(), engine, ledger, watch);
            shipping.start();
            CompletableFuture<String> fault = engine.failure();
            fault.thenAccept(watch::died);
            wait(CompletableFuture.anyOf(ledger.complete(), stop, fault), null);
            if (ledger.complete().isDone()) {
                wait(ledger.quiet(), QUIET_PATIENCE);
            }
            Ending.of("agent", shipping, fault::isDone);
            Optional<String> said = stop.isDone() ? Optional.empty() : Optional.ofNullable(fault.getNow(null));
            return new Outcome(said.isEmpty() ? Optional.of(transit(engine, earlierBytes)) : Optional.empty(), said);
        }
    }

    private Transit transit(Engine engine, long earlierBytes) {
        Figures figures = engine.figures();
        return new Transit(InterimTopic.bytes(engine.kafka(), engine.topics()), earlierBytes, ledger.switches(),
                figures.arrivalSwitches(), figures.parks(), figures.waitedBytes(), figures.drainedBytes());
    }

    private static void wait(CompletableFuture<?> future, Duration patience) {
        try {
            if (patience == null) {
                future.get();
            } else {
                future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            // Then it is not waited for any longer.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future that never fails has failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the parts were at work", e);
        }
    }
}
