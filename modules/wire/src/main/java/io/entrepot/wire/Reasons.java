package io.entrepot.wire;

/** Reasons and causes as records carry them. */
public final class Reasons {

    private static final String CUT = "…";

    private Reasons() {
    }

    /**
     * The text made fit for a record: not null, proper Unicode, at most {@value Limits#REASON_BYTES_MAX} bytes, its end
     * replaced by an ellipsis where it is longer.
     */
    public static String fit(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder fit = new StringBuilder();
        int bytesLeft = Limits.REASON_BYTES_MAX - Texts.utf8Bytes(CUT);
        for (int i = 0; i < text.length();) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int proper = Character.getType(point) == Character.SURROGATE ? 0xFFFD : point;
            String one = Character.toString(proper);
            bytesLeft -= Texts.utf8Bytes(one);
            if (bytesLeft < 0) {
                return fit.append(CUT).toString();
            }
            fit.append(one);
        }
        return fit.toString();
    }
}
