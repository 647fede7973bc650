package io.entrepot.wire;

/**
 * Which names an image can have: a relative path of segments joined by {@code /}, none of them empty, {@code .} or
 * {@code ..}, none with a leading dot (those are the destination's own: partial files and records) or NUL.
 */
public final class ImageNames {

    private ImageNames() {
    }

    /**
     * @return the name, as it was given
     * @throws WireException with a sentence that says what is wrong with it
     */
    public static String check(String name) throws WireException {
        String fault = fault(name);
        if (fault != null) {
            throw new WireException("The image name " + Shown.quoted(name) + " " + fault + ".");
        }
        return name;
    }

    /** What is wrong with the name, as the end of a sentence that begins with it; null when nothing is. */
    public static String fault(String name) {
        if (name == null || name.isEmpty()) {
            return "is empty";
        }
        // Every char is at least one byte, so this bounds the work on what follows.
        if (name.length() > Limits.NAME_BYTES_MAX) {
            return tooLong();
        }
        int start = 0;
        int bytes = 0;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            String segment = name.substring(start, end);
            String fault = segmentFault(segment);
            if (fault != null) {
                return fault;
            }
            bytes += Texts.utf8Bytes(segment) + (slash < 0 ? 0 : 1);
            start = end + 1;
        }
        return bytes > Limits.NAME_BYTES_MAX ? tooLong() : null;
    }

    private static String segmentFault(String segment) {
        if (segment.isEmpty()) {
            return "has an empty segment";
        }
        if (segment.charAt(0) == '.') {
            return "has a segment that begins with a dot";
        }
        if (segment.indexOf('\0') >= 0) {
            return "contains NUL";
        }
        int bytes = Texts.utf8Bytes(segment);
        if (bytes < 0) {
            return "is not proper Unicode";
        }
        return bytes > Limits.SEGMENT_BYTES_MAX
                ? "has a segment of more than " + Limits.SEGMENT_BYTES_MAX + " bytes" : null;
    }

    private static String tooLong() {
        return "has more than " + Limits.NAME_BYTES_MAX + " bytes";
    }
}
