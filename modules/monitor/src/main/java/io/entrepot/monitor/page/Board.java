package io.entrepot.monitor.page;

import io.entrepot.monitor.core.FleetState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page shows of a fleet, put together from what passes through this process and from what the topics say. Told by many threads.
 * Holds some 5 KB for each image, for a fixed number of them.
 */
public final class Board {

    /** Remembered; those that have ended go first. */
    private static final int LANES_MAX = 256;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private Optional<FleetState> state = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<String> death = Optional.empty();
    private boolean ended;

    /**
     * A piece of an image, as it was sent.
     *
     * @param carrier image in which the blocks were sent first; empty where they are not known
     */
    public record Piece(Fill fill, long length, Optional<String> carrier) {
    }

    /** An image is on its way. */
    public synchronized void opened(int partition, String image, String generation, long sizeBytes) {
        if (!lanes.containsKey(generation)) {
            makeRoom();
            lanes.put(generation, new Lane(partition, image, generation, sizeBytes));
        }
    }

    /**
     * A record of an image has come: pieces back to back from an offset.
     *
     * @param wireBytes of its value
     */
    public synchronized void came(String generation, long offset, List<Piece> pieces, long wireBytes) {
        Lane lane = lanes.get(generation);
        if (lane == null || offset < lane.strip.end()) {
            return;
        }
        lane.wireBytes += wireBytes;
        long at = offset;
        for (Piece piece : pieces) {
            lane.strip.add(piece.fill(), at, piece.length());
            piece.carrier().ifPresent(carrier -> lane.known(carrier, piece.length()));
            at += piece.length();
        }
    }

    public synchronized void turnBegan(int partition, String generation) {
        lanes.values().forEach(lane -> {
            if (lane.partition == partition) {
                lane.turn = lane.generation.equals(generation);
            }
        });
    }

    /** So much of it is in its file. */
    public synchronized void written(String generation, long bytes) {
        Lane lane = lanes.get(generation);
        if (lane != null) {
            lane.writtenBytes = Math.max(lane.writtenBytes, bytes);
        }
    }

    /**
     * Its destination has said its last word on it, for now.
     *
     * @param how as "committed"
     */
    public synchronized void ended(String generation, String how, Optional<String> why) {
        Lane lane = lanes.get(generation);
        if (lane != null) {
            lane.turn = false;
            lane.end = Optional.of(how);
            lane.why = why;
        }
    }

    /** It has a life again. */
    public synchronized void recalled(String generation) {
        Lane lane = lanes.get(generation);
        if (lane != null) {
            lane.end = Optional.empty();
            lane.why = Optional.empty();
            lane.writtenBytes = 0;
        }
    }

    /** What the topics say. */
    public synchronized void seen(FleetState now) {
        state = Optional.of(now);
        trouble = Optional.empty();
    }

    /** The topics could not be looked at. */
    public synchronized void unseen(String why) {
        trouble = Optional.ofNullable(why);
    }

    /** The process cannot go on. */
    public synchronized void died(String why) {
        death = Optional.of(why);
    }

    /** The process has done what it was to do. */
    public synchronized void ended() {
        ended = true;
    }

    public synchronized boolean isEnded() {
        return ended;
    }

    /** As JSON, which has a bound. */
    public synchronized String json() {
        return new BoardJson(new ArrayList<>(lanes.values()), state, trouble, death, ended).text();
    }

    private void makeRoom() {
        if (lanes.size() < LANES_MAX) {
            return;
        }
        Iterator<Lane> oldest = lanes.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().end.isPresent()) {
                oldest.remove();
                return;
            }
        }
        lanes.remove(lanes.keySet().iterator().next());
    }
}
