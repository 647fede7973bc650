package io.entrepot.benchmarks.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what a recording says of threads and of methods. */
final class CpuByPart {

    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, Map<String, Integer>> frames = new HashMap<>();

    /**
     * A group of threads.
     *
     * @param frames methods that were seen on top most often, and in how many of a hundred samples of the group
     */
    record Part(String group, double cpuSeconds, List<Frame> frames) {
    }

    /** A method, and its part of a group's samples. */
    record Frame(String method, double percent) {
    }

    void cpu(String thread, double cpuSeconds) {
        seconds.merge(ThreadGroups.of(thread), cpuSeconds, Double::sum);
    }

    void sample(String thread, String method) {
        frames.computeIfAbsent(ThreadGroups.of(thread), group -> new HashMap<>()).merge(method, 1, Integer::sum);
    }

    /**
     * The parts, dearest first; what the process took beside its Java threads is one more: the compiler, the collector, and
     * libraries' own threads.
     *
     * @param processSeconds CPU time of the whole process
     */
    List<Part> parts(double processSeconds, int framesMax) {
        double java = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> all = new HashMap<>(seconds);
        all.put("(JVM, native threads, start-up)", Math.max(0, processSeconds - java));
        return all.entrySet().stream().map(each -> new Part(each.getKey(), each.getValue(), top(each.getKey(), framesMax)))
                .sorted(Comparator.comparingDouble(Part::cpuSeconds).reversed()).toList();
    }

    private List<Frame> top(String group, int framesMax) {
        Map<String, Integer> counts = frames.getOrDefault(group, Map.of());
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(framesMax).map(each -> new Frame(each.getKey(), 100 * each.getValue() / all)).toList();
    }
}
