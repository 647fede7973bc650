package io.entrepot.image;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files of generations that newer ones have taken the name of, hidden beside it: {@code .NAME.NUMBER.GENERATION.kept}, numbered in the order
 * in which they were replaced. A file gets its kept name as a second one, before it loses the first; where the file system has no second
 * names, the two files change theirs in one instant. Whenever the machine stops, the image's own name has one whole generation or the other.
 */
final class KeptGenerations {

    private final Directory directory;
    private final ImageName name;

    KeptGenerations(Directory directory, ImageName name) {
        this.directory = directory;
        this.name = name;
    }

    /**
     * Keeps what has the final name as this generation, durably; once, however often it is asked for. Nothing is done where nothing is.
     *
     * @return false, with nothing done, where the file system has no second names
     */
    boolean keep(String generation) throws IOException {
        if (!ImageTree.isRegular(directory, name.fileName()) || isKept(generation)) {
            return true;
        }
        boolean linked = directory.linkIfPossible(name.fileName(), nextName(generation));
        if (linked) {
            directory.force();
        }
        return linked;
    }

    /**
     * Gives a complete file the final name, and what has that the kept name of this generation. Between the two steps the new file stands
     * under that name: who finds it there, with each block held against its digest, finds that it is another.
     *
     * @throws IOException also where the file system cannot do that
     */
    void keepByExchange(String complete, String generation) throws IOException {
        String kept = nextName(generation);
        directory.rename(complete, kept);
        if (!directory.exchangeIfPossible(kept, name.fileName())) {
            directory.rename(kept, complete);
            throw new IOException("no generations can be kept in " + directory.path()
                    + ": its file system has no second names for a file and cannot exchange two; do without keeping them");
        }
        directory.force();
    }

    private boolean isKept(String generation) throws IOException {
        return inOrder().stream().anyMatch(fileName -> name.isKeptName(fileName, generation));
    }

    private String nextName(String generation) throws IOException {
        List<String> kept = inOrder();
        return name.keptName(kept.isEmpty() ? 1 : name.keptNumber(kept.get(kept.size() - 1)) + 1, generation);
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
