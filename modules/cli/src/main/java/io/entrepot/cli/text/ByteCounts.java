package io.entrepot.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them. */
public final class ByteCounts {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
    private static final Map<String, Double> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("B", 1.0);
        UNITS.put("kB", 1e3);
        UNITS.put("MB", 1e6);
        UNITS.put("GB", 1e9);
        UNITS.put("TB", 1e12);
        UNITS.put("PB", 1e15);
        UNITS.put("KiB", (double) (1L << 10));
        UNITS.put("MiB", (double) (1L << 20));
        UNITS.put("GiB", (double) (1L << 30));
        UNITS.put("TiB", (double) (1L << 40));
        UNITS.put("PiB", (double) (1L << 50));
    }

    private ByteCounts() {
    }

    /**
     * Bytes, at least 1; a number alone is one of bytes.
     *
     * @throws IllegalArgumentException with a sentence that says how a size is written
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        Double unit = !form.matches() ? null : form.group(2).isEmpty() ? Double.valueOf(1) : UNITS.get(form.group(2));
        double bytes = unit == null ? 0 : Double.parseDouble(form.group(1)) * unit;
        if (bytes < 1 || bytes > Long.MAX_VALUE / 2.0) {
            throw new IllegalArgumentException("The size \"" + text + "\" is none: write it as 500GB or 2TiB, with one of "
                    + String.join(", ", UNITS.keySet()) + ".");
        }
        return Math.round(bytes);
    }
}
