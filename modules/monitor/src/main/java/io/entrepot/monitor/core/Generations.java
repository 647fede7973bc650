package io.entrepot.monitor.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sendings of each image, the latest few of each. */
final class Generations {

    /**
     * An image that is sent every day is of interest in its latest sending, and in those before that a slow destination may still be
     * receiving. More would grow with the age of the fleet.
     */
    static final int OF_ONE_IMAGE_MAX = 4;

    private final Map<String, List<Generation>> byImage = new HashMap<>();

    /** Found or made; the oldest of the image goes when there are too many. */
    Generation of(String image, String id, int partition, long ordinal) {
        List<Generation> known = byImage.computeIfAbsent(image, none -> new ArrayList<>(1));
        for (Generation one : known) {
            if (one.id().equals(id)) {
                one.ordinal(ordinal);
                return one;
            }
        }
        Generation made = new Generation(image, id, partition);
        made.ordinal(ordinal);
        known.add(made);
        if (known.size() > OF_ONE_IMAGE_MAX) {
            known.remove(oldest(known));
        }
        return made;
    }

    /** What the destination said of any does not hold any more. */
    void forget(String destination) {
        byImage.values().forEach(known -> known.removeIf(generation -> generation.forget(destination)));
        byImage.values().removeIf(List::isEmpty);
    }

    Stream<Generation> all() {
        return byImage.values().stream().flatMap(List::stream);
    }

    /** Whether no sending of the image was opened later. */
    boolean isNewest(Generation generation) {
        return byImage.getOrDefault(generation.image(), List.of()).stream().noneMatch(other -> isLater(other, generation));
    }

    /** Offsets of two partitions are not compared: the one that was heard of last counts as later. */
    private static boolean isLater(Generation one, Generation than) {
        return one != than && (one.partition() == than.partition() ? one.ordinal() > than.ordinal() : lastMs(one) > lastMs(than));
    }

    private static long lastMs(Generation generation) {
        return generation.sent().map(Sent::lastMs).orElse(0L);
    }

    private static Generation oldest(List<Generation> known) {
        Generation oldest = known.get(0);
        for (Generation one : known) {
            oldest = isLater(oldest, one) ? one : oldest;
        }
        return oldest;
    }
}
