package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.UsageException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which directory receives which partitions.
 *
 * @param byRoot partitions of each directory; none for all there are
 */
public record Volumes(Map<Path, Set<Integer>> byRoot) {

    /**
     * From {@code PARTITION=DIR} each; a directory may come several times, a partition once.
     *
     * @throws UsageException when it cannot be meant
     */
    public static Volumes parse(List<String> texts) {
        Map<Path, Set<Integer>> byRoot = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1 || !text.substring(0, equals).strip().matches("\\d{1,6}")) {
                throw new UsageException("--volume takes PARTITION=DIR, as 0=/srv/a, and not " + text + ".");
            }
            int partition = Integer.parseInt(text.substring(0, equals).strip());
            if (!seen.add(partition)) {
                throw new UsageException("--volume names partition " + partition + " twice: its images go to one directory.");
            }
            Path root = Path.of(text.substring(equals + 1).strip()).toAbsolutePath().normalize();
            byRoot.computeIfAbsent(root, any -> new TreeSet<>()).add(partition);
        }
        return new Volumes(byRoot);
    }

    /** All partitions in one directory. */
    public static Volumes all(Path root) {
        return new Volumes(Map.of(root.toAbsolutePath().normalize(), Set.of()));
    }
}
