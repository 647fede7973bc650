package io.entrepot.cli.report;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of images, which may hold anything, as they fit in a line. */
public final class Names {

    private static final Set<UnicodeScript> WIDE = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL, UnicodeScript.BOPOMOFO, UnicodeScript.YI);
    /** Punctuation and the sign of a long vowel, which are of no one script. */
    private static final int KANA_FIRST = 0x3000;
    private static final int KANA_LAST = 0x30FF;
    private static final int HALFWIDTH_FIRST = 0xFF61;
    private static final int HALFWIDTH_LAST = 0xFFDC;
    private static final int EMOJI_FIRST = 0x1F300;
    private static final int EMOJI_LAST = 0x1FAFF;

    /** Names that one message lists; more are counted. */
    private static final int LISTED_MAX = 5;

    private Names() {
    }

    /** The first few of them, and how many there are beside. */
    public static String some(Collection<String> names) {
        String listed = names.stream().limit(LISTED_MAX).map(Names::printable).collect(Collectors.joining(", "));
        return names.size() > LISTED_MAX ? listed + " and " + (names.size() - LISTED_MAX) + " more" : listed;
    }

    /** In exactly so many columns of a terminal, the middle left out or blanks added, and nothing that would move its cursor. */
    public static String fitted(String name, int columns) {
        String shown = shortened(name, columns);
        return shown + " ".repeat(columns - columns(shown));
    }

    /** In at most so many columns of a terminal, the middle left out. */
    public static String shortened(String name, int columnsMax) {
        String shown = printable(name);
        if (columns(shown) <= columnsMax) {
            return shown;
        }
        int[] points = shown.codePoints().toArray();
        int room = (columnsMax - 1) / 2;
        int head = 0;
        while (columns(points[head]) <= room) {
            room -= columns(points[head++]);
        }
        room = columnsMax - 1 - (columnsMax - 1) / 2;
        int tail = points.length;
        while (columns(points[tail - 1]) <= room) {
            room -= columns(points[--tail]);
        }
        return new String(points, 0, head) + "…" + new String(points, tail, points.length - tail);
    }

    /** Columns of a terminal that a name takes. */
    public static int columns(String text) {
        return printable(text).codePoints().map(Names::columns).sum();
    }

    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE
                        ? '\uFFFD' : c));
        return shown.toString();
    }

    /** As terminals do after Unicode's annex 11, as near as Java's own tables allow. */
    private static int columns(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = WIDE.contains(UnicodeScript.of(point)) && (point < HALFWIDTH_FIRST || point > HALFWIDTH_LAST)
                || point >= KANA_FIRST && point <= KANA_LAST
                || point >= 0xFF01 && point < HALFWIDTH_FIRST
                || point >= EMOJI_FIRST && point <= EMOJI_LAST;
        return wide ? 2 : 1;
    }
}
