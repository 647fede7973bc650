package io.entrepot.destination;

import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Arrival;
import io.entrepot.destination.core.Filled;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Lane;
import io.entrepot.image.PartialFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is decided for one partition. Records are handled by the writing thread; a checkpoint is taken there and
 * carried out behind its back, one at a time, so that writing does not stand still while the disk catches up. Whatever else
 * needs durability waits for it first.
 */
final class LaneRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);

    private final WriterSettings settings;
    private final RecordStore store;
    private final Filler filler;
    private final LaneFiles files;
    private final Notary notary;
    private final WriterListener listener;
    private final ExecutorService behind;
    private final Tenure tenure;

    private Lane lane;
    private Future<Boolean> pending;
    private long saidNext;
    /** The last checkpoint was not said: the image's name was taken while it was being made, and nobody may send more of that image. */
    private boolean unsaid;
    private long checkpointNs;
    private long bytesSince;

    LaneRunner(WriterSettings settings, Lane lane, RecordStore store, Filler filler, LaneFiles files, Notary notary,
               WriterListener listener, ExecutorService behind, Tenure tenure) {
        this.settings = settings;
        this.lane = lane;
        this.store = store;
        this.filler = filler;
        this.files = files;
        this.notary = notary;
        this.listener = listener;
        this.behind = behind;
        this.tenure = tenure;
        this.saidNext = lane.next();
        this.checkpointNs = System.nanoTime();
    }

    /** Handles a record; {@code upcoming} is what will follow, as far as it is here. */
    void handle(Parcel parcel, Iterable<Parcel> upcoming) {
        if (parcel.arrival() == null) {
            carryOut(lane.unreadable(parcel.offset(), parcel.cause()), parcel, upcoming);
        } else if (parcel.arrival() instanceof Arrival.Brings) {
            carryOut(lane.on(parcel.arrival(), store), parcel, upcoming);
        } else {
            decide(parcel, upcoming);
        }
    }

    /**
     * What a name has is looked at, compared and taken in one step to whoever brings another generation of it, which may be another process.
     * Nobody is kept waiting while the rest is carried out, which may wait for Kafka, or for another name.
     */
    private void decide(Parcel parcel, Iterable<Parcel> upcoming) {
        awaitPending();
        Lane.Outcome left;
        try (RecordStore.Held held = store.hold(parcel.arrival().header().generation().image())) {
            left = taken(lane.on(parcel.arrival(), store));
        } catch (IOException e) {
            throw stopped(e);
        }
        carryOut(left, parcel, upcoming);
    }

    /** Carries out what there is up to taking the name, and says what is left to do. */
    private Lane.Outcome taken(Lane.Outcome outcome) throws IOException {
        List<Action> actions = outcome.actions();
        int taken = 0;
        for (int i = 0; i < actions.size(); i++) {
            taken = actions.get(i) instanceof Action.Take ? i + 1 : taken;
        }
        lane = outcome.lane();
        try {
            for (Action action : actions.subList(0, taken)) {
                carryOut(action, null, List.of());
            }
        } catch (ImageFailure e) {
            return lane.fail(e.failure());
        }
        return new Lane.Outcome(lane, actions.subList(taken, actions.size()));
    }

    /** Begins a checkpoint when there is something to say and it is time; where nothing more of an image comes, looks whether it has the name still. */
    void checkpointIfDue(long nowNs) {
        if (pending != null && !pending.isDone()) {
            return;
        }
        awaitPending();
        boolean due = nowNs - checkpointNs >= settings.commitMs() * 1_000_000L || bytesSince >= settings.commitBytes();
        if (unsaid || due && lane.next() > saidNext) {
            checkpoint();
        } else if (due) {
            checkpointNs = nowNs;
            endIfOvertaken();
        }
    }

    /** Makes durable and says all that was handled; returns when that is done. */
    void checkpointNow() {
        awaitPending();
        while (unsaid || lane.next() > saidNext) {
            checkpoint();
            awaitPending();
        }
    }

    private void checkpoint() {
        if (endIfOvertaken()) {
            return;
        }
        List<Action> actions = lane.checkpoint();
        long next = lane.next();
        PartialFile file = files.current();
        try {
            if (file != null) {
                file.extend();
            }
        } catch (IOException e) {
            throw stopped(e);
        }
        pending = behind.submit(() -> {
            for (Action action : actions) {
                if (!carryOutBehind(action, file)) {
                    return false;
                }
            }
            return true;
        });
        said(next);
    }

    /** Whoever writes the other partition, which may be another process, does not say that it has taken the name: it is looked for. */
    private boolean endIfOvertaken() {
        Optional<Lane.Outcome> overtaken = lane.overtaken(store);
        overtaken.ifPresent(outcome -> carryOut(outcome, null, List.of()));
        return overtaken.isPresent();
    }

    private void said(long next) {
        saidNext = next;
        unsaid = false;
        checkpointNs = System.nanoTime();
        bytesSince = 0;
    }

    /** False when nothing more is to be said of it: the name was taken by another partition's generation meanwhile. */
    private boolean carryOutBehind(Action action, PartialFile file) throws IOException {
        if (!(action instanceof Action.Force force)) {
            return say(action);
        }
        try {
            files.force(force, file);
            return true;
        } catch (IOException e) {
            try (RecordStore.Held held = store.hold(force.generation().image())) {
                if (store.find(force.generation().image()).isReceiving(force.generation())) {
                    throw e;
                }
            }
            return false;
        }
    }

    private void awaitPending() {
        if (pending != null) {
            Future<Boolean> done = pending;
            pending = null;
            unsaid |= !Futures.await(done);
        }
    }

    private void carryOut(Lane.Outcome outcome, Parcel parcel, Iterable<Parcel> upcoming) {
        lane = outcome.lane();
        for (Action action : outcome.actions()) {
            Optional<Lane.Outcome> instead;
            try {
                instead = carryOut(action, parcel, upcoming);
            } catch (ImageFailure e) {
                instead = Optional.of(overtakenAt(action).orElseGet(() -> lane.fail(e.failure())));
            } catch (IOException e) {
                instead = Optional.of(overtakenAt(action).orElseThrow(() -> stopped(e)));
            }
            if (instead.isPresent()) {
                carryOut(instead.get(), parcel, upcoming);
                return;
            }
        }
    }

    /**
     * Whether the action failed because the image has lost its name, and how it ends then: a file that another process has removed may refuse
     * everything, and that is no fault of the disk's. What is left of an image that has lost the turn before is no reason to end another one.
     */
    private Optional<Lane.Outcome> overtakenAt(Action failed) {
        Optional<Generation> named = failed instanceof Action.OnPartial on ? Optional.of(on.generation())
                : failed instanceof Action.Open open && !open.fresh() ? Optional.of(open.incoming().generation()) : Optional.empty();
        if (named.isEmpty() || !named.equals(lane.incoming().map(Incoming::generation))) {
            return Optional.empty();
        }
        // Whoever is about to take the name has removed the file before.
        try (RecordStore.Held held = store.hold(named.get().image())) {
            return lane.overtaken(store);
        }
    }

    /** What to do instead of the rest, when that turns out while doing it. */
    private Optional<Lane.Outcome> carryOut(Action action, Parcel parcel, Iterable<Parcel> upcoming)
            throws IOException, ImageFailure {
        if (action instanceof Action.Fill fill) {
            fill(fill.brings(), parcel, upcoming);
            return Optional.empty();
        }
        awaitPending();
        if (action instanceof Action.Open open) {
            files.open(open);
        } else if (action instanceof Action.Fit fit) {
            files.fit(fit);
        } else if (action instanceof Action.Force force) {
            files.current().extend();
            files.force(force, files.current());
        } else if (action instanceof Action.Complete complete) {
            return Optional.of(lane.completed(files.complete(complete)));
        } else if (action instanceof Action.Rename rename) {
            rename(rename);
            return Optional.of(lane.renamed());
        } else if (action instanceof Action.Drop drop) {
            files.drop(drop, store);
        } else if (action instanceof Action.Close) {
            files.close();
        } else {
            // What is said of an image that has just lost its name is put right at its next turn.
            say(action);
            if (action instanceof Action.Transact transact) {
                said(transact.next());
            }
        }
        return Optional.empty();
    }

    private void rename(Action.Rename rename) throws IOException, ImageFailure {
        // Who takes the name meanwhile does so before the file is looked for, or after the record says that it has its name.
        try (RecordStore.Held held = store.hold(rename.generation().image())) {
            // Who was held up may find another in its place: what gets a name from now on is the other's to name.
            tenure.require();
            files.rename(rename, store);
            long startNs = System.nanoTime();
            store.save(rename.after());
            listener.step(CommitStep.RECORD, rename.generation().image(), System.nanoTime() - startNs);
        }
    }

    private void fill(Arrival.Brings brings, Parcel parcel, Iterable<Parcel> upcoming) throws IOException, ImageFailure {
        long startNs = System.nanoTime();
        Filled filled = filler.fill(parcel, upcoming, files.current());
        lane = lane.filled(brings, filled);
        bytesSince += brings.length();
        Incoming incoming = lane.incoming().orElseThrow();
        listener.step(CommitStep.WRITE, incoming.generation().image(), System.nanoTime() - startNs);
        listener.progress(new WriterProgress(incoming.generation().image(), incoming.generation().id(),
                incoming.opening().orElseThrow().size(), incoming.cursor(), incoming.figures()));
    }

    /** False when it is not so any more. */
    private boolean say(Action action) throws IOException {
        long startNs = System.nanoTime();
        boolean isSo = true;
        if (action instanceof Action.Take take) {
            store.take(take.record());
            listener.step(CommitStep.RECORD, take.record().image(), System.nanoTime() - startNs);
        } else if (action instanceof Action.Save save) {
            isSo = store.save(save.record());
            listener.step(CommitStep.RECORD, save.record().image(), System.nanoTime() - startNs);
        } else if (action instanceof Action.Transact transact) {
            notary.transact(transact, System.currentTimeMillis());
            String image = transact.words().isEmpty() ? "" : transact.words().get(0).generation().image();
            listener.step(CommitStep.RECEIPT, image, System.nanoTime() - startNs);
        } else {
            throw new IllegalStateException("cannot say " + action);
        }
        return isSo;
    }

    /** Writing failed or the volume is full: nothing of that is the image's fault, so nothing is taken back. */
    private static WriterException stopped(IOException e) {
        return new WriterException(Sentences.of(e), e);
    }

    /** What fails now has failed before, or is found by the next run. */
    @Override
    public void close() {
        try {
            awaitPending();
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("The last checkpoint was not made");
        }
        files.closeQuietly();
    }
}
