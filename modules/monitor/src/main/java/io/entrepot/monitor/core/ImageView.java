package io.entrepot.monitor.core;

import io.entrepot.wire.JournalState;
import io.entrepot.wire.ReceiptState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Makes the state of one generation for one destination. */
final class ImageView {

    /**
     * Agents commit every second, or every ten over a long link, and writers say how far they are as often, so silence this long is no
     * slowness. The resequencer takes the turn away after the same time.
     */
    static final long SILENT_MS = 30_000;

    private final Generation generation;
    private final boolean newest;
    private final Optional<Sent> sent;
    private final Optional<Said> said;
    private final boolean received;
    private final boolean hasTurn;
    private final boolean paused;
    private final long nowMs;

    /**
     * @param destination empty when nobody receives the fleet
     * @param hasTurn     whether it has its partition's turn
     * @param paused      whether the last order that fits its name is to pause; asked where that matters
     */
    ImageView(Generation generation, boolean newest, Optional<String> destination, boolean hasTurn, BooleanSupplier paused, long nowMs) {
        this.generation = generation;
        this.newest = newest;
        this.sent = generation.sent();
        this.said = destination.flatMap(generation::said);
        this.received = destination.isPresent();
        this.hasTurn = hasTurn;
        this.paused = newest && sent.isPresent() && sent.get().state() == JournalState.OPEN && paused.getAsBoolean();
        this.nowMs = nowMs;
    }

    /** Empty when it is about another destination alone. */
    Optional<ImageState> state() {
        if (sent.isEmpty() && said.isEmpty()) {
            return Optional.empty();
        }
        Stage stage = stage();
        long written = said.map(Said::cursor).orElse(0L);
        double sendRate = stage.isFinal() ? 0 : sent.map(s -> s.bytesPerSecond(nowMs)).orElse(0.0);
        double writeRate = stage.isFinal() ? 0 : said.map(s -> s.bytesPerSecond(nowMs)).orElse(0.0);
        long sentData = sent.map(s -> s.newBytes() + s.knownBytes()).orElse(0L);
        long waiting = stage.isFinal() ? 0 : Math.max(0, sentData - said.map(Said::dataBytes).orElse(0L));
        long records = sentData == 0 ? 0 : (long) Math.ceil(sent.get().records() * ((double) waiting / sentData));
        return Optional.of(new ImageState(generation.image(), generation.id(), newest, generation.partition(), generation.ordinal(),
                sent.map(Sent::agent), stage, size(stage, written), sent.map(Sent::cursor).orElse(0L),
                sent.map(Sent::newBytes).orElse(0L), sent.map(Sent::knownBytes).orElse(0L), sent.map(Sent::zeroBytes).orElse(0L),
                written, said.map(Said::turn).orElse(0), sendRate, writeRate, left(stage, written, sendRate, writeRate),
                records, waiting, waiting == 0 ? OptionalLong.empty() : sent.get().sentMs(written), saidMs(),
                said.map(s -> OptionalLong.of(s.lastMs())).orElse(OptionalLong.empty()), silent(stage), why(stage)));
    }

    private Stage stage() {
        Stage stage = stageByItself();
        // Also with the turn, of which it may have been given no more than its beginning.
        return paused && !stage.isFinal() ? Stage.PAUSED : stage;
    }

    private Stage stageByItself() {
        if (said.isPresent()) {
            return saidStage(said.get().state());
        }
        JournalState state = sent.get().state();
        if (hasTurn) {
            return Stage.RECEIVING;
        } else if (state == JournalState.ABORTED) {
            return Stage.ABORTED;
        } else if (state == JournalState.SEALED) {
            return received ? Stage.WAITING : Stage.SEALED;
        } else if (!newest) {
            return Stage.SUPERSEDED;
        }
        return sent.get().cursor() == 0 ? Stage.OPENED : Stage.SENDING;
    }

    private Stage saidStage(ReceiptState state) {
        boolean aborted = sent.map(s -> s.state() == JournalState.ABORTED).orElse(false);
        return switch (state) {
            case COMMITTED -> Stage.COMMITTED;
            case SUPERSEDED -> Stage.SUPERSEDED;
            case FAILED -> aborted ? Stage.ABORTED : Stage.FAILED;
            case RECEIVING -> aborted ? Stage.ABORTED : Stage.RECEIVING;
            case PARKED -> aborted ? Stage.ABORTED : hasTurn ? Stage.RECEIVING : Stage.PARKED;
        };
    }

    private OptionalLong size(Stage stage, long written) {
        if (sent.isPresent()) {
            return OptionalLong.of(sent.get().sizeBytes());
        }
        return stage == Stage.COMMITTED ? OptionalLong.of(written) : OptionalLong.empty();
    }

    private OptionalLong left(Stage stage, long written, double sendRate, double writeRate) {
        if (sent.isEmpty()) {
            return OptionalLong.empty();
        }
        return switch (stage) {
            case RECEIVING -> left(sent.get().sizeBytes() - written, writeRate);
            case OPENED, SENDING, PARKED -> left(sent.get().sizeBytes() - sent.get().cursor(), sendRate);
            default -> OptionalLong.empty();
        };
    }

    /** Seconds for so many bytes at this rate. */
    static OptionalLong left(long bytes, double rate) {
        return rate < 1 ? OptionalLong.empty() : OptionalLong.of((long) Math.ceil(Math.max(0, bytes) / rate));
    }

    private long saidMs() {
        return Math.max(sent.map(Sent::lastMs).orElse(0L), said.map(Said::lastMs).orElse(0L));
    }

    private OptionalLong silent(Stage stage) {
        // Who was told to stand still says nothing.
        if (paused || stage.isFinal() || !newest || sent.isEmpty() || sent.get().state() != JournalState.OPEN) {
            return OptionalLong.empty();
        }
        long ms = nowMs - sent.get().lastMs();
        return ms < SILENT_MS ? OptionalLong.empty() : OptionalLong.of(ms);
    }

    private Optional<String> why(Stage stage) {
        return switch (stage) {
            case FAILED -> said.flatMap(Said::cause);
            case ABORTED -> Optional.of(said.flatMap(Said::cause).orElse("Its agent " + sent.map(Sent::agent).orElse("")
                    + " gave it up."));
            case SUPERSEDED -> Optional.of(said.flatMap(Said::cause).orElse("A newer sending of the image was begun."));
            case PARKED -> Optional.of("Nothing came for it in its turn, and another image waited.");
            default -> Optional.empty();
        };
    }
}
