package io.entrepot.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording's CPU loads of threads, and samples of what they did. */
final class RecordingReader {

    private RecordingReader() {
    }

    /**
     * Adds everything up.
     *
     * @param period between two looks at the threads, as the recording was set
     * @param cores  of the machine that recorded: a thread that keeps one busy has a load of 1 ÷ cores
     */
    static CpuByPart read(Path recording, Duration period, int cores) throws IOException {
        CpuByPart parts = new CpuByPart();
        Looks looks = new Looks(period);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ThreadCPULoad" -> load(event, looks, cores, parts);
                    case "jdk.ExecutionSample" -> sample(event, parts);
                    default -> { }
                }
            }
        }
        return parts;
    }

    private static void load(RecordedEvent event, Looks looks, int cores, CpuByPart parts) {
        RecordedThread thread = event.getThread();
        if (thread == null) {
            return;
        }
        double load = event.getFloat("user") + event.getFloat("system");
        parts.cpu(name(thread), load * cores * looks.covered(event.getStartTime()).toNanos() / 1e9);
    }

    private static void sample(RecordedEvent event, CpuByPart parts) {
        RecordedThread thread = event.getThread("sampledThread");
        if (thread == null || event.getStackTrace() == null) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (!frames.isEmpty()) {
            RecordedFrame top = frames.get(0);
            String type = top.getMethod().getType().getName();
            parts.sample(name(thread), type.substring(type.lastIndexOf('.') + 1) + "." + top.getMethod().getName());
        }
    }

    private static String name(RecordedThread thread) {
        String java = thread.getJavaName();
        String name = java == null ? thread.getOSName() : java;
        return name == null ? "" : name;
    }
}
