package io.entrepot.monitor.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Whether a process is alive, and whether it does its work. Dead is what does not come back by itself; not ready what waits for
 * something, as for Kafka or for its state to be restored. For any thread.
 */
public final class Health {

    private record Work(String name, BooleanSupplier ready) {
    }

    private final List<Work> works = new CopyOnWriteArrayList<>();
    private final List<Work> needs = new CopyOnWriteArrayList<>();
    private volatile Optional<String> dead = Optional.empty();

    /**
     * What a probe is told.
     *
     * @param well  whether all is
     * @param words for a person, a line for each thing
     */
    public record Answer(boolean well, String words) {
    }

    /** The process has work that it can be ready for; with none it is not. */
    public void has(String name, BooleanSupplier ready) {
        works.add(new Work(name, ready));
    }

    /** All of its work needs this; alone it is no work. */
    public void needs(String name, BooleanSupplier there) {
        needs.add(new Work(name, there));
    }

    /** It cannot go on; the first sentence counts. */
    public synchronized void died(String why) {
        if (dead.isEmpty()) {
            dead = Optional.of(why);
        }
    }

    public Answer live() {
        return dead.map(why -> new Answer(false, "dead: " + why + "\n")).orElse(new Answer(true, "live\n"));
    }

    public Answer ready() {
        if (dead.isPresent()) {
            return live();
        }
        Map<String, Boolean> found = new LinkedHashMap<>();
        Stream.of(works, needs).flatMap(List::stream).forEach(each -> found.merge(each.name(), each.ready().getAsBoolean(), Boolean::logicalAnd));
        List<String> lines = new ArrayList<>();
        found.forEach((name, ready) -> lines.add(name + ": " + (ready ? "ready" : "not ready")));
        boolean all = !works.isEmpty() && !found.containsValue(false);
        return new Answer(all, works.isEmpty() ? "starting\n" : String.join("\n", lines) + "\n");
    }
}
