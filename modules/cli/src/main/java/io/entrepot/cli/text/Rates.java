package io.entrepot.cli.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as people write them: networks' in bits with decimal prefixes, disks' in bytes with either kind. */
public final class Rates {

    private static final String UNLIMITED = "unlimited";
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)(?:/s)?");
    private static final int BITS = 8;
    private static final Map<String, Double> BYTES = new LinkedHashMap<>();

    static {
        BYTES.put("bit", 1.0 / BITS);
        BYTES.put("kbit", 1e3 / BITS);
        BYTES.put("Mbit", 1e6 / BITS);
        BYTES.put("Gbit", 1e9 / BITS);
        BYTES.put("B", 1.0);
        BYTES.put("kB", 1e3);
        BYTES.put("MB", 1e6);
        BYTES.put("GB", 1e9);
        BYTES.put("KiB", (double) (1L << 10));
        BYTES.put("MiB", (double) (1L << 20));
        BYTES.put("GiB", (double) (1L << 30));
    }

    private Rates() {
    }

    /**
     * Bytes per second, at least 1; empty for {@code unlimited}.
     *
     * @throws IllegalArgumentException with a sentence that says how a rate is written
     */
    public static OptionalLong parse(String text) {
        if (text.equals(UNLIMITED)) {
            return OptionalLong.empty();
        }
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw fault(text, "is not a number and a unit");
        }
        String unit = form.group(2);
        if (unit.isEmpty()) {
            throw fault(text, "has no unit");
        }
        Double bytes = BYTES.get(unit);
        if (bytes == null && unit.toLowerCase(Locale.ROOT).endsWith("bit")) {
            // mbit is what many write, and can mean nothing else; mb could.
            bytes = BYTES.entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(unit)).map(Map.Entry::getValue)
                    .findFirst().orElse(null);
        }
        if (bytes == null) {
            throw fault(text, "has an unknown unit");
        }
        double rate = Double.parseDouble(form.group(1)) * bytes;
        if (rate < 1 || rate > Long.MAX_VALUE / 2.0) {
            throw fault(text, rate < 1 ? "is less than a byte in a second" : "is too large");
        }
        return OptionalLong.of(Math.round(rate));
    }

    /** As networks' are written: "500 Mbit/s". */
    public static String text(long bytesPerSecond) {
        double bits = (double) bytesPerSecond * BITS;
        String unit = bits >= 1e9 ? "Gbit/s" : bits >= 1e6 ? "Mbit/s" : bits >= 1e3 ? "kbit/s" : "bit/s";
        double value = bits / (bits >= 1e9 ? 1e9 : bits >= 1e6 ? 1e6 : bits >= 1e3 ? 1e3 : 1);
        String number = String.format(Locale.ROOT, "%.2f", value);
        return number.replaceAll("\\.?0+$", "") + " " + unit;
    }

    private static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException("The rate \"" + text + "\" " + what + ": write it as 500Mbit, 62.5MB/s or 60MiB/s, with one of "
                + String.join(", ", BYTES.keySet()) + ", or say " + UNLIMITED + ".");
    }
}
