package io.entrepot.cli.copy;

import io.entrepot.cli.plan.ImageSelection;
import io.entrepot.cli.plan.NamedPath;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.plan.SourceFacts;
import io.entrepot.cli.report.ImageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The images that are to be copied, looked at once.
 *
 * @param images     all of them, in the order of the arguments
 * @param sizes      their sizes in bytes, in that order; 0 where it is not known
 * @param readable   what is known of those that can be read
 * @param unreadable the others
 */
record Sources(List<NamedPath> images, Map<String, Long> sizes, List<SourceFacts> readable, List<ImageResult> unreadable) {

    /**
     * Looks at them.
     *
     * @param interim  directory that the copy keeps its state in
     * @param warnings hears what may go wrong
     * @throws RefusedException when they do not make a fleet, or are to be copied into themselves
     */
    static Sources of(CopyRequest request, Path interim, Consumer<String> warnings) {
        requireOutside(request.images(), request.destination(), "destination");
        requireOutside(request.images(), interim, "interim directory");
        List<NamedPath> images = ImageSelection.of(request.images(), request.root(), warnings);
        Map<String, Long> sizes = new LinkedHashMap<>();
        List<SourceFacts> readable = new ArrayList<>();
        List<ImageResult> unreadable = new ArrayList<>();
        for (NamedPath image : images) {
            try {
                SourceFacts facts = SourceFacts.of(image);
                readable.add(facts);
                sizes.put(image.name(), facts.sizeBytes());
            } catch (IOException e) {
                sizes.put(image.name(), 0L);
                unreadable.add(ImageResult.failed(image.name(), 0, e.getMessage()));
            }
        }
        return new Sources(images, sizes, readable, unreadable);
    }

    /** What is written below a directory of images would be an image itself the next time. */
    private static void requireOutside(List<Path> images, Path directory, String what) {
        Path inside = real(directory);
        for (Path image : images) {
            if (Files.isDirectory(image) && inside.startsWith(real(image))) {
                throw new RefusedException("The " + what + " " + directory + " lies in " + image
                        + ", which is to be copied: name one outside of it, or name the images one by one.");
            }
        }
    }

    /** Without links as far as it is there; what is below is not, and so no link. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path there = absolute; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute)).normalize();
            } catch (IOException e) {
                // Not there, or not to be looked at: its parent, then.
            }
        }
        return absolute;
    }
}
