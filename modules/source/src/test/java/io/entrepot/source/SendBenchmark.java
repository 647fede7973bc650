package io.entrepot.source;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.registry.SchemaRegistries;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.IndexBenchmark;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.KafkaSettings;
import io.entrepot.wire.TopicAdmin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends images to an embedded broker in this process and says what that cost: wall time, bytes, and CPU by part. Not
 * run by default; {@code java -cp … io.entrepot.source.SendBenchmark DIR PARALLEL IMAGE...}, with a directory that does
 * not exist.
 */
public final class SendBenchmark {

    private static final long SAMPLE_MS = 50;

    /** Blocks that the fleet is said to have published before, to see what a large index costs. */
    private static final long DIGESTS = Long.getLong("entrepot.benchmark.digests", 0);

    private SendBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectory(Path.of(arguments[0]));
        List<ImageFile> images = new ArrayList<>();
        for (String path : List.of(arguments).subList(2, arguments.length)) {
            images.add(new ImageFile(Path.of(path).getFileName().toString(), Path.of(path), 0));
        }
        Map<Long, Long> cpu = sampleThreads();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
             var registry = SchemaRegistries.embedded(directory.resolve("schemas.json"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.bootstrapServers());
            var topics = new FleetTopics("benchmark");
            try (var admin = new TopicAdmin(kafka)) {
                admin.ensureFleet(topics, 1, (short) 1);
            }
            AgentSettings settings = AgentSettings.builder("benchmark", "agent", directory.resolve("agent"))
                    .parallel(Integer.parseInt(arguments[1])).build();
            if (DIGESTS > 0) {
                try (var admin = new TopicAdmin(kafka); var index = BlockIndex.open(directory.resolve("agent").resolve("index"),
                        admin.interimTopicId(topics), settings.indexCacheBytes())) {
                    IndexBenchmark.fill(index, DIGESTS);
                }
            }
            long start = System.nanoTime();
            try (var agent = new Agent(settings, kafka, registry, AgentListener.NONE)) {
                report(agent.send(images), seconds(start), directory.resolve("broker"));
            }
            long again = System.nanoTime();
            try (var agent = new Agent(settings, kafka, registry, AgentListener.NONE)) {
                long known = agent.send(images).stream().filter(SendOutcome.AlreadySealed.class::isInstance).count();
                System.out.printf("sent again: %d known, %.2f s%n", known, seconds(again));
            }
        }
        report(cpu);
    }

    private static void report(List<SendOutcome> outcomes, double seconds, Path logs) throws IOException {
        ImageFigures sum = ImageFigures.none();
        for (SendOutcome outcome : outcomes) {
            System.out.println(outcome);
            sum = outcome instanceof SendOutcome.Sealed sealed ? sum.plus(sealed.figures()) : sum;
        }
        System.out.printf("all: %s%nwall %.1f s%n", sum, seconds);
        try (var files = Files.walk(logs)) {
            Map<String, Long> bytes = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".log"))
                    .forEach(file -> bytes.merge(file.getParent().getFileName().toString(), file.toFile().length(),
                            Long::sum));
            bytes.forEach((topic, size) -> System.out.printf("%,15d bytes in %s%n", size, topic));
        }
    }

    private static void report(Map<Long, Long> cpu) throws IOException {
        Map<String, Double> parts = new TreeMap<>();
        NAMES.forEach((id, name) -> parts.merge(name.replaceAll("[-0-9]+$", ""), cpu.get(id) / 1e9, Double::sum));
        parts.entrySet().stream().filter(part -> part.getValue() > 0.1)
                .forEach(part -> System.out.printf("%8.2f s CPU %s%n", part.getValue(), part.getKey()));
        jvmThreads().forEach((name, seconds) -> System.out.printf("%8.2f s CPU %s%n", seconds, name));
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.printf("%8.2f s CPU in all%n", system.getProcessCpuTime() / 1e9);
    }

    /** The JVM's own threads, which Java does not list, in hundredths of a second as the kernel counts. */
    private static Map<String, Double> jvmThreads() throws IOException {
        Map<String, Double> parts = new TreeMap<>();
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                String stat = Files.readString(task.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                if (name.matches("(C1|C2|G1|GC|VM|rocksdb).*")) {
                    parts.merge("JVM " + name.replaceAll("[#0-9]+$", ""),
                            (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0, Double::sum);
                }
            }
        }
        return parts;
    }

    private static final Map<Long, String> NAMES = new ConcurrentHashMap<>();

    private static Map<Long, Long> sampleThreads() {
        Map<Long, Long> cpu = new ConcurrentHashMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        var sampler = new Thread(() -> {
            while (true) {
                for (long id : threads.getAllThreadIds()) {
                    ThreadInfo info = threads.getThreadInfo(id);
                    if (info != null) {
                        NAMES.put(id, info.getThreadName());
                        cpu.merge(id, threads.getThreadCpuTime(id), Math::max);
                    }
                }
                try {
                    Thread.sleep(SAMPLE_MS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "sampler");
        sampler.setDaemon(true);
        sampler.start();
        return cpu;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
