package io.entrepot.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.systemtests.fleet.TestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What lies at a destination, judged by {@code cmp} and {@code stat}.
 *
 * @param root the directory that images were copied to
 */
public record Destination(Path root) {

    /** F: exactly these images are there under final names, the same byte for byte, with mode and time; and nothing half done. */
    public void holdsExactly(TestFleet fleet, List<String> names) {
        assertThat(finalNames()).as("images under final names (F)").isEqualTo(new TreeSet<>(names));
        names.forEach(name -> same(fleet.path(name), root.resolve(name)));
        assertThat(hiddenNames()).as("partial files left behind").isEmpty();
    }

    /** F: whatever is there under a final name is right. */
    public void holdsNothingWrong(TestFleet fleet) {
        finalNames().forEach(name -> same(fleet.path(name), root.resolve(name)));
    }

    /**
     * E, as far as a kill shows it: every destination record's cursor is covered by a partial file with the right bytes, or the file has got
     * its final name already. Returns how many are on their way.
     */
    public int recordsAreCovered(TestFleet fleet) {
        List<DestinationRecord> records = DestinationRecord.incoming(root);
        for (DestinationRecord record : records) {
            List<String> partial = hiddenNames().stream().filter(name -> name.contains(record.generation())).toList();
            Path file = root.resolve(partial.isEmpty() ? record.image() : partial.get(0));
            Program.Outcome cmp = Program.run(List.of("cmp", "--bytes=" + record.cursor(), fleet.path(record.image()).toString(),
                    file.toString()));
            assertThat(cmp.exit()).as("invariant E, up to " + record.cursor() + " bytes of " + file + ", cmp says: " + cmp.output())
                    .isZero();
        }
        return records.size();
    }

    private static void same(Path expected, Path actual) {
        assertThat(differences(expected, actual)).as("invariant F, cmp says").isEmpty();
        String modeAndTime = "%a %y";
        assertThat(Program.stat(actual, modeAndTime)).as("mode and time of " + actual).isEqualTo(Program.stat(expected, modeAndTime));
    }

    /** What {@code cmp} says of two files: nothing when they are the same. */
    public static String differences(Path expected, Path actual) {
        Program.Outcome cmp = Program.run(List.of("cmp", expected.toString(), actual.toString()));
        return cmp.exit() == 0 ? "" : "cmp ended with " + cmp.exit() + ": " + cmp.output();
    }

    /** Paths of the files whose names do not begin with a dot. */
    public Set<String> finalNames() {
        return files(name -> !name.startsWith("."));
    }

    /** Images that have their final names, and whose records say that nothing of them is left to do. */
    public Set<String> committedNames() {
        Set<String> names = new TreeSet<>(finalNames());
        DestinationRecord.incoming(root).forEach(record -> names.remove(record.image()));
        return names;
    }

    /** Paths of the files of ours beside them: partial files; what lies in our own directory is not counted. */
    public Set<String> hiddenNames() {
        return files(name -> name.startsWith("."));
    }

    /** What identifies each file under a final name: inode, size, times. Unchanged when nothing was done to it; its blocks the file system may still lay out. */
    public Map<String, String> identities() {
        return finalNames().stream().collect(Collectors.toMap(Function.identity(),
                name -> Program.stat(root.resolve(name), "%i %s %y %z"), (one, other) -> one, TreeMap::new));
    }

    private Set<String> files(Predicate<String> fileName) {
        Path own = root.resolve(".entrepot");
        if (!Files.exists(root)) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    // A running copy makes and removes files in there.
                    return directory.equals(own) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && fileName.test(file.getFileName().toString())) {
                        names.add(root.relativize(file).toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
