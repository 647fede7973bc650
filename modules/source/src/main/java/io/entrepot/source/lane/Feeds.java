package io.entrepot.source.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
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
 * be read first, those that are held left out.
 */
final class Feeds {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition assignable = lock.newCondition();
    private final Agenda agenda;
    private final List<Deque<Event>> lanes = new ArrayList<>();
    /** The lanes that have an image under way or waiting, by its place in the list. */
    private final TreeMap<Integer, Deque<Event>> active = new TreeMap<>();
    private final int count;
    private int begun;
    private int done;
    private int turn = -1;
    private boolean rung;
    private Throwable failure;

    Feeds(int lanes, int count, BitSet held) {
        this.count = count;
        agenda = new Agenda(count);
        agenda.hold(held, new BitSet());
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new ArrayDeque<>());
        }
    }

    /** The next image to be read; waits for one. -1 when all have come to their end. */
    int assign() throws InterruptedException {
        lock.lock();
        try {
            int next = agenda.assign();
            while (next < 0 && done < count) {
                assignable.await();
                next = agenda.assign();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Which images are not to be read now, and which are to be given up; both by their places in the list. */
    void hold(BitSet held, BitSet cancelled) {
        lock.lock();
        try {
            agenda.hold(held, cancelled);
            assignable.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The image that was set down may be read again, as soon as it is not held. */
    void again(int sequence) {
        lock.lock();
        try {
            agenda.again(sequence);
            assignable.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isHeld(int sequence) {
        lock.lock();
        try {
            return agenda.isHeld(sequence);
        } finally {
            lock.unlock();
        }
    }

    boolean isCancelled(int sequence) {
        lock.lock();
        try {
            return agenda.isCancelled(sequence);
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
        begun = Math.max(begun, agenda.order(turn) + 1);
        if (event.isLast()) {
            done += event instanceof Event.SetDown ? 0 : 1;
            if (done == count) {
                assignable.signalAll();
            }
            active.remove(turn);
            if (!lane.isEmpty()) {
                active.put(lane.peek().sequence(), lane);
            }
        }
    }

    private boolean isReady(Event event) {
        return agenda.order(event.sequence()) <= begun && (!(event instanceof Event.Read read) || read.window().isReady());
    }
}
