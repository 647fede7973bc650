package io.entrepot.wire;

/** Untrusted text as it may stand in a sentence: one line, no control characters, not endless. */
final class Shown {

    private static final int CHARS_MAX = 120;

    private Shown() {
    }

    static String quoted(String text) {
        if (text == null) {
            return "(none)";
        }
        StringBuilder shown = new StringBuilder(Math.min(text.length(), CHARS_MAX) + 3).append('"');
        int end = Math.min(text.length(), CHARS_MAX);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c) && !Character.isSurrogate(c)
                    && Character.getType(c) != Character.FORMAT;
            shown.append(plain ? c : '\uFFFD');
        }
        return shown.append(end < text.length() ? "…\"" : "\"").toString();
    }
}
