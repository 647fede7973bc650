package io.entrepot.cli.report;

/** Names of images, which may hold anything, as they fit in a line. */
final class Names {

    private Names() {
    }

    /** At most so many characters, the middle left out, and nothing that would move a terminal's cursor. */
    static String shortened(String name, int charsMax) {
        String shown = printable(name);
        if (shown.length() <= charsMax) {
            return shown;
        }
        int head = (charsMax - 1) / 2;
        int tail = charsMax - 1 - head;
        return shown.substring(0, head) + "…" + shown.substring(shown.length() - tail);
    }

    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE
                        ? '\uFFFD' : c));
        return shown.toString();
    }
}
