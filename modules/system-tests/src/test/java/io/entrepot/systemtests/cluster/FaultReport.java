package io.entrepot.systemtests.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been seen of each fault, in a file that is written anew after each trial, so that it is there even when something hangs later:
 * first how many trials each has survived of how many, then one line for each.
 */
final class FaultReport {

    private static final double NS_IN_S = 1e9;

    private final Path file;
    private final Map<String, Integer> survived = new LinkedHashMap<>();
    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    FaultReport(Path file) {
        this.file = file;
    }

    /** @param seen a line for each fault */
    synchronized void survived(String lot, List<Fault> faults, List<String> seen, long tookNs) {
        faults.forEach(fault -> survived.merge(fault.name(), 1, Integer::sum));
        seen.forEach(line -> lines.add(line + "; identical, A to D and G kept"));
        write(lot, faults, tookNs);
    }

    synchronized void failed(String lot, List<Fault> faults, Throwable e, long tookNs) {
        lines.add(faults + " FAILED: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        write(lot, faults, tookNs);
    }

    private void write(String lot, List<Fault> faults, long tookNs) {
        faults.forEach(fault -> tried.merge(fault.name(), 1, Integer::sum));
        lines.add(String.format("    %s took %.0f s", lot, tookNs / NS_IN_S));
        List<String> all = new ArrayList<>();
        tried.forEach((fault, trials) -> all.add(String.format("%-38s %2d of %2d", fault, survived.getOrDefault(fault, 0), trials)));
        all.add("");
        all.addAll(lines);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, all);
        } catch (IOException ioe) {
            throw new UncheckedIOException(ioe);
        }
    }
}
