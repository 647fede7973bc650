package io.entrepot.benchmarks.link;

import io.entrepot.benchmarks.BenchException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a link is like, the same both ways.
 *
 * @param rtt there and back
 */
record LinkShape(double bitsPerSecond, Duration rtt) {

    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmg])bit", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("(\\d+)\\s*ms", Pattern.CASE_INSENSITIVE);
    /** Routers keep about this much; less would starve short links, more would only hide delay. */
    private static final Duration QUEUE_MIN = Duration.ofMillis(20);

    /**
     * @param rate such as {@code 200Mbit}
     * @param rtt  such as {@code 80ms}
     */
    static LinkShape parse(String rate, String rtt) {
        Matcher bits = RATE.matcher(rate.strip());
        if (!bits.matches() || Double.parseDouble(bits.group(1)) == 0) {
            throw BenchException.usage("A rate is such as 200Mbit or 1Gbit, not " + rate + ".");
        }
        Matcher time = TIME.matcher(rtt.strip());
        if (!time.matches()) {
            throw BenchException.usage("A round trip takes such as 80ms, not " + rtt + ".");
        }
        double unit = switch (bits.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 1e3;
            case "m" -> 1e6;
            default -> 1e9;
        };
        return new LinkShape(Double.parseDouble(bits.group(1)) * unit, Duration.ofMillis(Long.parseLong(time.group(1))));
    }

    /** Half of the way, with room for a round trip's bytes in front of it. */
    Lane lane() {
        return new Lane(bitsPerSecond, rtt.toNanos() / 2, Math.max(rtt.toNanos(), QUEUE_MIN.toNanos()));
    }

    /** Seconds that so many bytes take when the link does nothing else. */
    double seconds(long bytes) {
        return bytes * 8 / bitsPerSecond;
    }

    /** All that a direction can hold: on its way, and in front of it. */
    long heldBytesMax() {
        return (long) (bitsPerSecond / 8 * (rtt.toNanos() * 1.5 + QUEUE_MIN.toNanos()) / 1e9);
    }
}
