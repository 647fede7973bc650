package io.entrepot.image;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
        if (!GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException("the id of a generation of " + text + " is malformed");
        }
        return partialPrefix() + generation + PARTIAL_SUFFIX;
    }

    /** Whether {@code fileName} is what {@link #partialName} makes of any generation. */
    boolean isPartialName(String fileName) {
        int idEnd = fileName.length() - PARTIAL_SUFFIX.length();
        return fileName.startsWith(partialPrefix()) && fileName.endsWith(PARTIAL_SUFFIX)
                && idEnd >= partialPrefix().length()
                && GENERATION.matcher(fileName.substring(partialPrefix().length(), idEnd)).matches();
    }

    /** A name so long that the partial file's would be too long is cut, and its hash tells it from others like it. */
    private String partialPrefix() {
        int added = ".".length() + ".".length() + 64 + PARTIAL_SUFFIX.length();
        if (bytes(fileName()) + added <= SEGMENT_BYTES_MAX) {
            return "." + fileName() + ".";
        }
        return "." + NameHash.of(fileName()) + ".";
    }
}
