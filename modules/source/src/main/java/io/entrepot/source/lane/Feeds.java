package io.entrepot.source.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What comes out of the lanes and waits to be taken: of each lane in its order, so that as many images are under way as
 * there are lanes and no more; of the lanes in turns, in the order in which their images were opened, one event at a
 * time, and a lane that has nothing ready is passed over. Images are opened in the order of the list, whichever could
 * be read first.
 */
final class Feeds {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Deque<Event>> lanes = new ArrayList<>();
    /** The lanes that have an image under way or waiting, by its place in the list. */
    private final TreeMap<Integer, Deque<Event>> active = new TreeMap<>();
    private final int count;
    private int assigned;
    private int begun;
    private int done;
    private int turn = -1;
    private boolean rung;
    private Throwable failure;

    Feeds(int lanes, int count) {
        this.count = count;
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new ArrayDeque<>());
        }
    }

    /** The next image that nobody reads, or -1. */
    int assign() {
        lock.lock();
        try {
            return assigned == count ? -1 : assigned++;
        } finally {
            lock.unlock();
        }
    }

    /** Appends an event of the image that a lane reads. */
    void add(int lane, Event event) {
        lock.lock();
        try {
            Deque<Event> events = lanes.get(lane);
            events.add(event);
            if (!active.containsValue(events)) {
                active.put(event.sequence(), events);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A window has become ready. */
    void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has {@link #next} return, with an event or without. */
    void ring() {
        lock.lock();
        try {
            rung = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A lane broke, which is no image's fault: {@link #next} throws from now on. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isDone() {
        lock.lock();
        try {
            return done == count;
        } finally {
            lock.unlock();
        }
    }

    /** The next event; null when none is ready within the time, after a {@link #ring}, and when all images are done. */
    Event next(long timeoutMs) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        lock.lock();
        try {
            while (true) {
                rethrow();
                Event event = takeReady();
                if (event != null || rung || left <= 0 || done == count) {
                    rung = false;
                    return event;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void rethrow() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure != null) {
            throw new IllegalStateException("a lane broke: " + failure, failure);
        }
    }

    private Event takeReady() {
        Event event = takeReady(active.tailMap(turn, false));
        return event != null ? event : takeReady(active.headMap(turn, true));
    }

    private Event takeReady(Map<Integer, Deque<Event>> candidates) {
        for (Map.Entry<Integer, Deque<Event>> candidate : candidates.entrySet()) {
            Event event = candidate.getValue().peek();
            if (event != null && isReady(event)) {
                take(event, candidate.getValue());
                return event;
            }
        }
        return null;
    }

    private void take(Event event, Deque<Event> lane) {
        lane.remove();
        turn = event.sequence();
        begun = Math.max(begun, turn + 1);
        if (event.isLast()) {
            done++;
            active.remove(turn);
            if (!lane.isEmpty()) {
                active.put(lane.peek().sequence(), lane);
            }
        }
    }

    private boolean isReady(Event event) {
        return event.sequence() <= begun && (!(event instanceof Event.Read read) || read.window().isReady());
    }
}
