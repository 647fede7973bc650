package io.entrepot.destination;

import io.entrepot.registry.SchemaRegistries;
import io.entrepot.registry.SchemaRegistry;
import io.entrepot.wire.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A process with a writer that kills itself, with a signal that cannot be caught, when a step has been done so many times. */
final class KilledWriter {

    private KilledWriter() {
    }

    /** Bootstrap server, registry file, fleet, root, step, number, and perhaps that it is one of a group. */
    public static void main(String[] args) {
        CommitStep fatal = CommitStep.valueOf(args[4]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(args[5]));
        WriterListener killer = new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                if (step == fatal && left.decrementAndGet() == 0) {
                    kill();
                }
            }
        };
        WriterSettings settings = WriterSettings.of(args[2], Feed.DESTINATION, Path.of(args[3])).withCommits(30, 200_000)
                .withThreads(2);
        try (SchemaRegistry registry = SchemaRegistries.embedded(Path.of(args[1]))) {
            Runnable writer = args.length > 6 ? new GroupWriter(settings, GroupTest.mortal(args[0]), registry, killer)
                    : new Writer(settings, KafkaSettings.of(args[0]), registry, killer);
            writer.run();
        }
    }

    private static void kill() {
        try {
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start().waitFor();
            Thread.currentThread().join();
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
