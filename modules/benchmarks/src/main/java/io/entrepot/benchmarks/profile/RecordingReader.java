package io.entrepot.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording's CPU loads of threads, and samples of what they did. */
final class RecordingReader {

    private RecordingReader() {
    }

    /** What the recorder notes of a thread: which part of all cores it has taken. */
    private record Load(long thread, String name, Instant time, double ofCores) {
    }

    /**
     * Adds everything up.
     *
     * @param cores of the machine that recorded: a thread that keeps one busy has a load of 1 ÷ cores
     */
    static CpuByPart read(Path recording, int cores) throws IOException {
        CpuByPart parts = new CpuByPart();
        List<Load> loads = new ArrayList<>();
        Map<Long, Instant> starts = new HashMap<>();
        Instant begin = Instant.MAX;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                begin = event.getStartTime().isBefore(begin) ? event.getStartTime() : begin;
                RecordedThread thread = event.getThread();
                switch (event.getEventType().getName()) {
                    case "jdk.ThreadStart" -> {
                        if (thread != null) {
                            starts.put(thread.getId(), event.getStartTime());
                        }
                    }
                    case "jdk.ThreadCPULoad" -> {
                        if (thread != null) {
                            loads.add(new Load(thread.getId(), name(thread), event.getStartTime(), event.getFloat("user") + event.getFloat("system")));
                        }
                    }
                    case "jdk.ExecutionSample" -> sample(event, parts);
                    default -> { }
                }
            }
        }
        Looks looks = new Looks(loads.stream().map(Load::time).toList(), begin);
        for (Load load : loads) {
            Duration covered = looks.covered(load.time(), starts.getOrDefault(load.thread(), begin));
            parts.cpu(load.name(), load.ofCores() * cores * covered.toNanos() / 1e9);
        }
        return parts;
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
