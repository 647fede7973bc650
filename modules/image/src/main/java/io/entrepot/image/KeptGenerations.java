package io.entrepot.image;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files of generations that newer ones have taken the name of, hidden beside it: {@code .NAME.NUMBER.GENERATION.kept}, numbered in the order
 * in which they were replaced. A file gets its kept name as a second one, before it loses the first: whenever the machine stops, the
 * image's own name has one whole generation or the other.
 */
final class KeptGenerations {

    private final Directory directory;
    private final ImageName name;

    KeptGenerations(Directory directory, ImageName name) {
        this.directory = directory;
        this.name = name;
    }

    /** Keeps what has the final name as this generation, durably; once, however often it is asked for. Nothing is done where nothing is. */
    void keep(String generation) throws IOException {
        if (!ImageTree.isRegular(directory, name.fileName())) {
            return;
        }
        List<String> kept = inOrder();
        if (kept.stream().noneMatch(fileName -> name.isKeptName(fileName, generation))) {
            long number = kept.isEmpty() ? 1 : name.keptNumber(kept.get(kept.size() - 1)) + 1;
            directory.link(name.fileName(), name.keptName(number, generation));
            directory.force();
        }
    }

    /** Removes all but the newest. */
    void prune(int number) throws IOException {
        List<String> kept = inOrder();
        for (String fileName : kept.subList(0, Math.max(0, kept.size() - number))) {
            directory.remove(fileName);
        }
    }

    Optional<String> find(String generation) throws IOException {
        return directory.list().stream().filter(fileName -> name.isKeptName(fileName, generation)).findFirst();
    }

    private List<String> inOrder() throws IOException {
        return directory.list().stream().filter(name::isKeptName).sorted(Comparator.comparingLong(name::keptNumber)).toList();
    }
}
