package io.entrepot.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image: its path below the root, {@code /} between the segments. It comes out of a record, so it is not
 * trusted: no segment is empty, starts with a dot (which keeps out {@code .}, {@code ..}, our own directory and partial
 * files) or holds a NUL.
 */
public record ImageName(String text) {

    /** UTF-8 bytes of a whole name: far below what paths may have, so that a root fits before it. */
    public static final int NAME_BYTES_MAX = 1024;
    /** UTF-8 bytes of a segment: what file systems allow. */
    public static final int SEGMENT_BYTES_MAX = 255;

    private static final Pattern GENERATION = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final String PARTIAL_SUFFIX = ".partial";
    private static final String KEPT_SUFFIX = ".kept";
    /** Enough for one a second for three centuries, and of one width, so that names sort as numbers do. */
    private static final String NUMBER = "%010d";
    private static final Pattern KEPT = Pattern.compile("(\\d{10})\\.([0-9A-Za-z-]{1,64})\\" + KEPT_SUFFIX);

    /** @throws IllegalArgumentException when the name is none; the message is one sentence that quotes it */
    public ImageName {
        require(bytes(text) <= NAME_BYTES_MAX, text, "it is longer than " + NAME_BYTES_MAX + " bytes");
        for (String segment : text.split("/", -1)) {
            require(!segment.isEmpty(), text, "a part of its path is empty");
            require(segment.charAt(0) != '.', text, "a part of its path starts with a dot");
            require(segment.indexOf('\0') < 0, text, "it holds a NUL");
            require(bytes(segment) <= SEGMENT_BYTES_MAX, text,
                    "a part of its path is longer than " + SEGMENT_BYTES_MAX + " bytes");
        }
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text), text, "it is not valid Unicode");
    }

    private static void require(boolean holds, String text, String reason) {
        if (!holds) {
            String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
            throw new IllegalArgumentException("\"" + shown.replace('\0', '?')
                    + "\" cannot be the name of an image: " + reason);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The directories below the root that lead to it, outermost first; none for a plain name. */
    List<String> directories() {
        List<String> segments = List.of(text.split("/"));
        return segments.subList(0, segments.size() - 1);
    }

    /** The last segment. */
    String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /**
     * What the file is called until it is complete.
     *
     * @throws IllegalArgumentException when the generation is not made of letters, digits and hyphens
     */
    String partialName(String generation) {
        requireGeneration(generation);
        return partialPrefix() + generation + PARTIAL_SUFFIX;
    }

    private void requireGeneration(String generation) {
        if (!GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException("the id of a generation of " + text + " is malformed");
        }
    }

    /**
     * What the file of a generation is called after a newer one has taken its name.
     *
     * @param number one more than that of the one kept before it
     * @throws IllegalArgumentException when the generation is not made of letters, digits and hyphens
     */
    String keptName(long number, String generation) {
        requireGeneration(generation);
        return keptPrefix() + String.format(Locale.ROOT, NUMBER, number) + "." + generation + KEPT_SUFFIX;
    }

    /** Whether {@code fileName} is what {@link #keptName} makes of any number and generation. */
    boolean isKeptName(String fileName) {
        return kept(fileName).matches();
    }

    /** The number in a kept name. */
    long keptNumber(String keptName) {
        Matcher matcher = kept(keptName);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Whether {@code fileName} is a kept name of this generation. */
    boolean isKeptName(String fileName, String generation) {
        Matcher matcher = kept(fileName);
        return matcher.matches() && matcher.group(2).equals(generation);
    }

    private Matcher kept(String fileName) {
        String prefix = keptPrefix();
        return KEPT.matcher(fileName.startsWith(prefix) ? fileName.substring(prefix.length()) : "");
    }

    /** Whether {@code fileName} is what {@link #partialName} makes of any generation. */
    boolean isPartialName(String fileName) {
        int idEnd = fileName.length() - PARTIAL_SUFFIX.length();
        return fileName.startsWith(partialPrefix()) && fileName.endsWith(PARTIAL_SUFFIX)
                && idEnd >= partialPrefix().length()
                && GENERATION.matcher(fileName.substring(partialPrefix().length(), idEnd)).matches();
    }

    private String partialPrefix() {
        return prefix(64 + PARTIAL_SUFFIX.length());
    }

    private String keptPrefix() {
        return prefix(10 + ".".length() + 64 + KEPT_SUFFIX.length());
    }

    /** A name so long that with what is added it would be too long is cut, and its hash tells it from others like it. */
    private String prefix(int addedBytes) {
        if (bytes(fileName()) + ".".length() + ".".length() + addedBytes <= SEGMENT_BYTES_MAX) {
            return "." + fileName() + ".";
        }
        return "." + NameHash.of(fileName()) + ".";
    }
}
