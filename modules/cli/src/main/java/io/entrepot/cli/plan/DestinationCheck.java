package io.entrepot.cli.plan;

import io.entrepot.cli.report.Names;
import io.entrepot.image.KeptTime;
import io.entrepot.image.Reasons;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Looks at what a destination holds under the names of the images that are to come. */
public final class DestinationCheck {

    private final Path root;
    private final Function<String, List<Held>> records;

    /**
     * @param root    the destination's directory; need not exist
     * @param records what the destination's records say of a name
     */
    public DestinationCheck(Path root, Function<String, List<Held>> records) {
        this.root = root;
        this.records = records;
    }

    /**
     * How each image stands.
     *
     * @param overwrite whether what is there may be replaced
     * @throws RefusedException when something is there that may not or cannot be replaced, or an image would replace itself
     */
    public Map<NamedPath, Standing> check(List<SourceFacts> images, boolean overwrite) {
        requireDirectory();
        Map<NamedPath, Standing> standings = new LinkedHashMap<>();
        for (SourceFacts image : images) {
            standings.put(image.image(), standing(image));
        }
        refuse(names(standings, Standing.BLOCKED), "stands in the way of a file: move it, or send the image under another name.",
                "stand in the way of files: move them, or send the images under other names.");
        if (!overwrite) {
            refuse(names(standings, Standing.OLDER),
                    "is there already, from before its image changed: give --overwrite to have it replaced once the new one is whole.",
                    "are there already, from before their images changed: give --overwrite to have each replaced once the new one is whole.");
            refuse(names(standings, Standing.FOREIGN),
                    "is there already, and is not as Entrepot wrote it: give --overwrite to have it replaced once the new one is whole.",
                    "are there already, and are not as Entrepot wrote them: give --overwrite to have each replaced once the new one is whole.");
        }
        return standings;
    }

    private void requireDirectory() {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new RefusedException("The destination " + root + " is " + (Files.isRegularFile(root) ? "a file" : "no directory")
                    + ": images are written as files into a directory; name one.");
        }
        Path there = Volume.standing(root);
        if (!Files.isDirectory(there)) {
            throw new RefusedException("The destination " + root + " cannot be made: " + there + " is "
                    + (Files.isRegularFile(there) ? "a file" : "no directory") + ". Name another, or move that away.");
        }
        if (!Files.isWritable(there)) {
            throw new RefusedException("The destination " + root + " cannot be " + (Files.isDirectory(root) ? "written" : "made")
                    + ": " + there + " does not permit it. Have it made writable, or name another.");
        }
    }

    private Standing standing(SourceFacts image) {
        Path target = root.resolve(image.image().name());
        List<Held> held = records.apply(image.image().name());
        if (aboveIsNoDirectory(target)) {
            return Standing.BLOCKED;
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return held.stream().anyMatch(Held::committed) ? Standing.GONE : Standing.ABSENT;
        }
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return Standing.BLOCKED;
        }
        refuseItself(image, target);
        Optional<Held> written = held.stream().filter(one -> isAsWritten(target, one)).findFirst();
        if (written.isEmpty()) {
            return Standing.FOREIGN;
        }
        Held ours = written.get();
        if (ours.sizeBytes() != image.sizeBytes() || ours.modifiedAtNs() != image.modifiedAtNs()) {
            return Standing.OLDER;
        }
        return ours.committed() ? Standing.DONE : Standing.UNSAID;
    }

    private boolean aboveIsNoDirectory(Path target) {
        for (Path above = target.getParent(); above != null && !above.equals(root); above = above.getParent()) {
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    private static void refuseItself(SourceFacts image, Path target) {
        try {
            if (Files.isSameFile(image.image().path(), target)) {
                throw new RefusedException("The image " + image.image().path() + " would be written over itself: name another destination.");
            }
        } catch (IOException e) {
            throw new RefusedException("The destination's " + target + " cannot be examined: " + Reasons.of(e) + ".", e);
        }
    }

    private static boolean isAsWritten(Path target, Held held) {
        try {
            BasicFileAttributes found = Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && found.size() == held.sizeBytes()
                    && KeptTime.isOf(found.lastModifiedTime().to(TimeUnit.NANOSECONDS), held.modifiedAtNs());
        } catch (IOException e) {
            throw new RefusedException("The destination's " + target + " cannot be examined: " + Reasons.of(e) + ".", e);
        }
    }

    private static List<String> names(Map<NamedPath, Standing> standings, Standing wanted) {
        return standings.entrySet().stream().filter(entry -> entry.getValue() == wanted).map(entry -> entry.getKey().name()).toList();
    }

    private void refuse(List<String> names, String one, String several) {
        if (names.size() == 1) {
            throw new RefusedException(root.resolve(names.get(0)) + " " + one);
        }
        if (!names.isEmpty()) {
            throw new RefusedException("In " + root + ", " + Names.some(names) + " " + several);
        }
    }
}
