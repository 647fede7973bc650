package io.entrepot.monitor.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Makes the state of one partition for one destination, and of the images on it. */
final class PartitionView {

    private final int number;
    private final Optional<String> destination;
    private final Optional<Head> head;
    private final Optional<Desk> desk;
    private final double sendRate;
    private final TopicLag resequencer;
    private final TopicLag writer;
    private final long nowMs;
    private final List<ImageState> images = new ArrayList<>();
    private Optional<Turn> turn;

    PartitionView(int number, Optional<String> destination, PartPositions positions, Desk desk, Pace sendPace, long nowMs) {
        this.number = number;
        this.destination = destination;
        this.head = Optional.ofNullable(positions.heads().get(number));
        this.desk = Optional.ofNullable(desk);
        this.sendRate = sendPace == null ? 0 : sendPace.bytesPerSecond(nowMs);
        this.resequencer = positions.resequencer().getOrDefault(number, TopicLag.NONE);
        this.writer = positions.writer().getOrDefault(number, TopicLag.NONE);
        this.nowMs = nowMs;
        this.turn = this.desk.flatMap(Desk::turn);
    }

    /** In order of opening. */
    void add(Generation generation, boolean newest, BooleanSupplier paused) {
        if (head.isPresent() && head.get().generation().equals(generation.id())) {
            headIs(generation);
        }
        boolean hasTurn = turn.map(held -> held.generation().equals(generation.id())).orElse(false);
        new ImageView(generation, newest, destination, hasTurn, paused, nowMs).state().ifPresent(images::add);
    }

    /** What the writer comes to next is of the image that has the turn, unless it has said its last word on it. */
    private void headIs(Generation generation) {
        boolean settled = destination.flatMap(generation::said).map(said -> switch (said.state()) {
            case COMMITTED, FAILED, SUPERSEDED -> head.get().startsTurn().isEmpty();
            case PARKED, RECEIVING -> false;
        }).orElse(false);
        boolean heldAlready = turn.map(held -> held.generation().equals(generation.id())).orElse(false);
        if (!settled && (!heldAlready || head.get().startsTurn().isPresent())) {
            turn = Optional.of(headTurn());
        }
    }

    private Turn headTurn() {
        Head next = head.get();
        return new Turn(next.image(), next.generation(), next.startsTurn().orElse(0),
                next.startsTurn().isPresent() ? OptionalLong.of(next.atMs()) : OptionalLong.empty());
    }

    List<ImageState> images() {
        return images;
    }

    Optional<Turn> turn() {
        // The journal may have been trimmed, or not been read so far back, and the writer may not have said anything yet.
        boolean unknown = turn.isEmpty() && head.isPresent()
                && images.stream().noneMatch(image -> image.generation().equals(head.get().generation()));
        return unknown ? Optional.of(headTurn()) : turn;
    }

    Optional<Head> head() {
        return head;
    }

    /** When the writer said anything last; 0 for never. */
    long writerSaidMs() {
        return desk.map(Desk::lastMs).orElse(0L);
    }

    double writeRate() {
        return desk.map(d -> d.bytesPerSecond(nowMs)).orElse(0.0);
    }

    PartitionState state() {
        int waiting = 0;
        long records = 0;
        long bytes = 0;
        for (ImageState image : images) {
            boolean hasTurn = turn.map(held -> held.generation().equals(image.generation())).orElse(false);
            waiting += image.stage().isFinal() || hasTurn ? 0 : 1;
            records += image.waitingRecords();
            bytes += image.waitingBytes();
        }
        return new PartitionState(number, turn(), waiting, records, bytes, sendRate, writeRate(), resequencer, writer);
    }
}
