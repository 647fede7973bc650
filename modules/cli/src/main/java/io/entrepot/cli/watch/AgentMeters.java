package io.entrepot.cli.watch;

import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.metrics.Metric;
import io.entrepot.source.AgentListener;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what an agent does, and passes it on. An image that goes back after a transaction that failed is not counted twice. */
final class AgentMeters implements AgentListener {

    private static final String NEW = "new";
    private static final String KNOWN = "known";
    private static final String ZERO = "zero";

    /** How far an image has been counted. */
    private record Counted(long newBytes, long knownBytes, long zeroBytes, long sentBytes) {

        static final Counted NONE = new Counted(0, 0, 0, 0);

        Counted andUpTo(Counted other) {
            return new Counted(Math.max(newBytes, other.newBytes), Math.max(knownBytes, other.knownBytes),
                    Math.max(zeroBytes, other.zeroBytes), Math.max(sentBytes, other.sentBytes));
        }
    }

    /**
     * An image as it is being read.
     *
     * @param generation empty where its opening was not heard
     * @param resumed    whether an earlier run had begun with it
     * @param counted    null before anything is heard of how far it is
     */
    private record Reading(String generation, boolean resumed, Counted counted) {

        static final Reading UNHEARD = new Reading("", false, null);

        /** What an earlier run had come to is the first that is heard of a resumed image. */
        Counted countedBefore(Counted now) {
            return counted != null ? counted : resumed ? new Counted(now.newBytes(), now.knownBytes(), now.zeroBytes(), 0) : Counted.NONE;
        }

        Reading countedUpTo(Counted upTo) {
            return new Reading(generation, false, upTo);
        }

        Reading uncounted() {
            return new Reading(generation, resumed, null);
        }
    }

    private final Meters meters;
    private final AgentListener next;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Set<String> held = new HashSet<>();
    private final AtomicLong newBytes = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private volatile boolean atWork;

    AgentMeters(Meters meters, AgentListener next) {
        this.meters = meters;
        this.next = next;
        List.of(NEW, KNOWN, ZERO).forEach(kind -> meters.begin(Metric.SOURCE_IMAGE_BYTES, kind));
        List.of("sealed", "precopied", "failed").forEach(outcome -> meters.begin(Metric.SOURCE_IMAGES, outcome));
        meters.begin(Metric.SOURCE_WIRE_BYTES);
        meters.gauge(Metric.SOURCE_COMPRESSION, () -> sentBytes.get() == 0 ? Double.NaN : (double) newBytes.get() / sentBytes.get());
        meters.gauge(Metric.SOURCE_HELD_IMAGES, this::heldImages);
    }

    /** Whether it has begun with images. */
    boolean isAtWork() {
        return atWork;
    }

    @Override
    public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
        atWork = true;
        // Each attempt begins so; what was counted of the generation stays counted.
        readings.compute(name, (any, before) -> before != null && generation.equals(before.generation()) ? before
                : new Reading(generation, resumedBytes > 0, null));
        next.opened(name, generation, sizeBytes, resumedBytes);
    }

    @Override
    public void progress(String name, long readBytes, long fresh, long known, long zero, long sent) {
        count(name, new Counted(fresh, known, zero, sent));
        next.progress(name, readBytes, fresh, known, zero, sent);
    }

    private void count(String name, Counted now) {
        readings.compute(name, (any, known) -> {
            Reading before = known == null ? Reading.UNHEARD : known;
            Counted from = before.countedBefore(now);
            Counted upTo = from.andUpTo(now);
            meters.add(Metric.SOURCE_IMAGE_BYTES, upTo.newBytes() - from.newBytes(), NEW);
            meters.add(Metric.SOURCE_IMAGE_BYTES, upTo.knownBytes() - from.knownBytes(), KNOWN);
            meters.add(Metric.SOURCE_IMAGE_BYTES, upTo.zeroBytes() - from.zeroBytes(), ZERO);
            meters.add(Metric.SOURCE_WIRE_BYTES, upTo.sentBytes() - from.sentBytes());
            newBytes.addAndGet(upTo.newBytes() - from.newBytes());
            sentBytes.addAndGet(upTo.sentBytes() - from.sentBytes());
            return before.countedUpTo(upTo);
        });
    }

    @Override
    public void ordered(ControlKey key, ControlOrder order) {
        next.ordered(key, order);
    }

    @Override
    public void held(List<String> names, String why) {
        synchronized (held) {
            held.addAll(names);
        }
        next.held(names, why);
    }

    @Override
    public void released(List<String> names) {
        synchronized (held) {
            names.forEach(held::remove);
        }
        next.released(names);
    }

    @Override
    public void sealed(String name, String generation, ImageFigures figures) {
        atWork = true;
        // Sealed without having been opened was sent before.
        if (readings.getOrDefault(name, Reading.UNHEARD).counted() != null) {
            count(name, new Counted(figures.newBytes(), figures.knownBytes(), figures.zeroBytes(), figures.interimBytes()));
            meters.add(Metric.SOURCE_IMAGES, 1, "sealed");
        }
        ended(name);
        next.sealed(name, generation, figures);
    }

    @Override
    public void precopied(String name, ImageFigures figures) {
        meters.add(Metric.SOURCE_IMAGES, 1, "precopied");
        ended(name);
        next.precopied(name, figures);
    }

    @Override
    public void failed(String name, Exception cause) {
        meters.add(Metric.SOURCE_IMAGES, 1, "failed");
        ended(name);
        next.failed(name, cause);
    }

    private void ended(String name) {
        readings.computeIfPresent(name, (any, before) -> before.uncounted());
        synchronized (held) {
            held.remove(name);
        }
    }

    private double heldImages() {
        synchronized (held) {
            return held.size();
        }
    }
}
