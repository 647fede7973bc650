package io.entrepot.cli;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.cli.process.ExitCode;
import io.entrepot.cli.replay.ReplayJob;
import io.entrepot.replay.From;
import io.entrepot.replay.Replay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code entrepot replay}: images out of the interim topic, to where they are lost or to where they never were. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Has images rebuilt from the interim topic alone: at a destination that lost their files, or at a new one. Takes of each"
            + " name the newest generation that was sent whole. Reads the whole interim topic first, payloads included, and says by name"
            + " what can no longer be rebuilt before anything is written; the others are replayed.",
            "Files that are there are left alone. Exit code 0: all can be rebuilt; 1: --image fits none, or"
            + " --all-or-none and one cannot; 3: some or all cannot."})
final class ReplayCommand implements Callable<Integer> {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Surroundings surroundings;

    @Mixin
    private ReplayOptions options;

    @Option(names = "--from-offset", paramLabel = "P:N", split = ",", description = {"Only images opened at offset N of partition P of the"
        + " interim topic or behind it; several separated by commas. Partitions that are not named are left out."})
    private List<String> fromOffset = List.of();

    @Option(names = "--from-timestamp", paramLabel = "TIME",
            description = "Only images opened then or later: 2026-11-23T06:00:00Z, or milliseconds since 1970.")
    private String fromTimestamp;

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return options.run(surroundings, new From(offsets(), timestamp()), new ReplayJob.Wanted(Replay::replay,
                "the interim topic has no image that fits, from where it was to be read", ExitCode.FAILED,
                "Whoever receives there does that. A file that is there with its size stays as it is: entrepot verify --repair mends it"));
    }

    private Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (String place : fromOffset) {
            Matcher matcher = PLACE.matcher(place.strip());
            if (!matcher.matches()) {
                throw new UsageException("--from-offset takes partition and offset, as 0:1500,1:0, and not " + place + ".");
            }
            if (offsets.put(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))) != null) {
                throw new UsageException("--from-offset names partition " + matcher.group(1) + " twice.");
            }
        }
        return offsets;
    }

    private OptionalLong timestamp() {
        if (fromTimestamp == null) {
            return OptionalLong.empty();
        }
        if (NUMBER.matcher(fromTimestamp).matches()) {
            return OptionalLong.of(Long.parseLong(fromTimestamp));
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(fromTimestamp).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new UsageException("--from-timestamp takes a time with its zone, as " + Instant.EPOCH
                    + ", or milliseconds since 1970, and not " + fromTimestamp + ".");
        }
    }
}
