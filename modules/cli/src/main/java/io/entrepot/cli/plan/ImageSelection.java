package io.entrepot.cli.plan;

import io.entrepot.image.Reasons;
import io.entrepot.wire.ImageNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Turns arguments into images with names. A file is called by its file name, what lies in a directory by its path below that directory;
 * with a root, by the path below the root. Names are unique.
 */
public final class ImageSelection {

    /** Directories below directories, so that a loop of mounts ends. */
    private static final int DEPTH_MAX = 64;

    private final Optional<Path> root;
    private final Consumer<String> warnings;
    private final Map<String, Path> paths = new HashMap<>();
    private final List<NamedPath> images = new ArrayList<>();

    private ImageSelection(Optional<Path> root, Consumer<String> warnings) {
        this.root = root.map(ImageSelection::plain);
        this.warnings = warnings;
    }

    /**
     * The images that the arguments name, in their order, a directory's in the order of their names.
     *
     * @param warnings hears of each entry of a directory that is left out, and why
     * @throws RefusedException when one is not there, has a name that cannot be, or a name comes twice
     */
    public static List<NamedPath> of(List<Path> arguments, Optional<Path> root, Consumer<String> warnings) {
        ImageSelection selection = new ImageSelection(root, warnings);
        selection.root.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new RefusedException("The root " + path + " is not a directory.");
        });
        arguments.forEach(selection::add);
        if (selection.images.isEmpty()) {
            throw new RefusedException("There are no images in " + arguments.get(0) + ".");
        }
        return List.copyOf(selection.images);
    }

    private void add(Path argument) {
        if (!Files.exists(argument)) {
            String what = Files.exists(argument, LinkOption.NOFOLLOW_LINKS) ? " is a link to nothing."
                    : argument.toString().indexOf('\uFFFD') >= 0 ? " cannot be found: its name is not written in UTF-8. Rename it."
                    : " does not exist.";
            throw new RefusedException("The image " + argument + what);
        }
        if (Files.isDirectory(argument)) {
            walk(argument, root.orElse(plain(argument)), 0);
        } else if (Files.isRegularFile(argument)) {
            put(argument, root.orElse(plain(argument).getParent()));
        } else {
            // A device shows neither its size nor when it was written to: nobody could tell that it changed on the way.
            throw new RefusedException("The image " + argument + " is not a regular file: copy it into one, and send that"
                    + " (qemu-img convert does it for a device, and leaves out its zeros).");
        }
    }

    private void walk(Path directory, Path from, int depth) {
        if (depth > DEPTH_MAX) {
            throw new RefusedException("The directory " + directory + " lies more than " + DEPTH_MAX + " directories deep.");
        }
        for (Path entry : entries(directory)) {
            if (entry.getFileName().toString().startsWith(".")) {
                warnings.accept(entry + " is left out: names that begin with a dot are the destination's own.");
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                walk(entry, from, depth + 1);
            } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                put(entry, from);
            } else {
                warnings.accept(entry + " is left out: it is not a regular file.");
            }
        }
    }

    private static Iterable<Path> entries(Path directory) {
        TreeSet<Path> sorted = new TreeSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(sorted::add);
        } catch (IOException e) {
            throw new RefusedException("The directory " + directory + " cannot be read: " + Reasons.of(e) + ".", e);
        }
        return sorted;
    }

    private void put(Path path, Path from) {
        Path absolute = plain(path);
        if (!absolute.startsWith(from)) {
            throw new RefusedException("The image " + path + " does not lie below the root " + from + ".");
        }
        String name = from.relativize(absolute).toString();
        String fault = ImageNames.fault(name);
        if (fault != null) {
            throw new RefusedException("The image " + path + " cannot be sent: its name " + fault + ".");
        }
        Path earlier = paths.putIfAbsent(name, absolute);
        if (earlier != null) {
            throw new RefusedException(earlier.equals(absolute)
                    ? "The image " + path + " is named twice."
                    : "The images " + earlier + " and " + absolute + " would both be called " + name
                            + ": give --root DIR, a directory above both, so that they keep their paths below it.");
        }
        images.add(new NamedPath(name, path));
    }

    /** Absolute and without dots, but links as they are: a name is what the user sees. */
    private static Path plain(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
