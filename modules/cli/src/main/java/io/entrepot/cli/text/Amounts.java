package io.entrepot.cli.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people type them. */
public final class Amounts {

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*([smhd])");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Amounts() {
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
