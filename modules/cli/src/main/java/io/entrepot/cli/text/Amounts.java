package io.entrepot.cli.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people type them. */
public final class Amounts {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([kKMGT]i?)?B?(?:/s)?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Map<String, Long> FACTORS = Map.of("k", 1_000L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L,
            "T", 1_000_000_000_000L, "ki", 1L << 10, "Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti", 1L << 40);

    private Amounts() {
    }

    /**
     * A number of bytes, decimal units or binary ones: "200MB", "1.5 GiB", "4096".
     *
     * @throws IllegalArgumentException with one sentence when it is none, or less than one byte
     */
    public static long bytes(String option, String text) {
        Matcher matcher = BYTES.matcher(text.strip());
        if (matcher.matches()) {
            long factor = matcher.group(2) == null ? 1 : FACTORS.get(matcher.group(2));
            BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
            if (bytes.compareTo(BigDecimal.ONE) >= 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return bytes.longValue();
            }
        }
        throw new IllegalArgumentException(option + " takes a number of bytes, as 200MB, and not " + text + ".");
    }

    /**
     * A share, above 0 and at most 1: "5%".
     *
     * @throws IllegalArgumentException with one sentence when it is none
     */
    public static double share(String option, String text) {
        Matcher matcher = PERCENT.matcher(text.strip());
        if (matcher.matches()) {
            BigDecimal percent = new BigDecimal(matcher.group(1));
            if (percent.signum() > 0 && percent.compareTo(HUNDRED) <= 0) {
                return percent.doubleValue() / HUNDRED.doubleValue();
            }
        }
        throw new IllegalArgumentException(option + " takes a share above 0% and up to 100%, as 5%, and not " + text + ".");
    }

    /**
     * A length of time: "30d", "12h", "90m", "10s".
     *
     * @throws IllegalArgumentException with one sentence when it is none
     */
    public static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " takes a length of time, as 30d, 12h, 90m or 10s, and not " + text + ".");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
