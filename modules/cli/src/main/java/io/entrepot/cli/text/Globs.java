package io.entrepot.cli.text;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** Patterns for names of images: {@code *} within a directory, {@code **} across. */
public final class Globs {

    private Globs() {
    }

    /**
     * What the pattern matches.
     *
     * @throws IllegalArgumentException with one sentence when it is no pattern
     */
    public static Predicate<String> matching(String option, String glob) {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(option + " takes a pattern, as web/*, and not " + glob + ": " + e.getDescription() + ".", e);
        }
        return name -> {
            try {
                return matcher.matches(Path.of(name));
            } catch (InvalidPathException noPath) {
                return false;
            }
        };
    }
}
