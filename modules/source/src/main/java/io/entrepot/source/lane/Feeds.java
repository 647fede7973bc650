package io.entrepot.source.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The images under way, in order of opening, each with the events that wait to be taken. They are taken in turns, one event of an image
 * at a time, and an image that has nothing ready is passed over. Only the first events keep the order of the list, whichever image could be
 * opened first.
 */
final class Feeds {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeMap<Integer, Deque<Event>> active = new TreeMap<>();
    private final int count;
    private int assigned;
    private int begun;
    private int turn = -1;
    private boolean rung;
    private Throwable failure;

    Feeds(int count) {
        this.count = count;
    }

    /** The next image that nobody reads, or -1. */
    int assign() {
        lock.lock();
        try {
            if (assigned == count) {
                return -1;
            }
            active.put(assigned, new ArrayDeque<>());
            return assigned++;
        } finally {
            lock.unlock();
        }
    }

    /** Appends an event of an image. */
    void add(Event event) {
        lock.lock();
        try {
            active.get(event.sequence()).add(event);
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
            return assigned == count && active.isEmpty();
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
                if (event != null || rung || left <= 0 || isDone()) {
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

    private Event takeReady(Map<Integer, Deque<Event>> feeds) {
        for (Map.Entry<Integer, Deque<Event>> feed : feeds.entrySet()) {
            Event event = feed.getValue().peek();
            if (event != null && isReady(event)) {
                feed.getValue().remove();
                turn = event.sequence();
                begun = Math.max(begun, turn + 1);
                if (event.isLast()) {
                    active.remove(turn);
                }
                return event;
            }
        }
        return null;
    }

    private boolean isReady(Event event) {
        return event.sequence() <= begun && (!(event instanceof Event.Read read) || read.window().isReady());
    }
}
