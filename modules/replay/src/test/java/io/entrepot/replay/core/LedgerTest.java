package io.entrepot.replay.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.ZeroRun;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** H: over random topics, trimmed anywhere, exactly those are said to be rebuildable of which nothing is missing. */
class LedgerTest {

    private static final int SEEDS = 5_000;
    private static final int DIGEST = 32;

    /** A record, and which others must be there for its image to be had; by their places in the log. */
    private record Line(Sending of, String kind, long offset, long length, List<Integer> needs, KnownBlocks known) {
    }

    private static final class Sending {
        final String image;
        final String id;
        final long size;
        final List<Integer> records = new ArrayList<>();
        final TreeMap<Long, Integer> fresh = new TreeMap<>();
        long cursor;
        boolean sealed;
        int opened = -1;

        Sending(String image, String id, long size) {
            this.image = image;
            this.id = id;
            this.size = size;
        }
    }

    private final List<Line> log = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();

    @Test
    void whatCanBeRebuiltIsWhatIsWholeWithAllItRefersTo() {
        long[] seen = new long[3];
        for (long seed = 0; seed < SEEDS; seed++) {
            // Given
            Random random = new Random(seed);
            log.clear();
            sendings.clear();
            write(random);
            int start = random.nextInt(3) == 0 ? 0 : random.nextInt(log.size() + 1);
            int from = random.nextInt(2) == 0 ? 0 : random.nextInt(log.size() + 1);
            CarrierRule rule = CarrierRule.values()[random.nextInt(CarrierRule.values().length)];
            MapTables tables = new MapTables();
            // When
            Ledger ledger = new Ledger(tables, (partition, image, id, ordinal, at) -> ordinal >= from, partition -> rule);
            for (int i = start; i < log.size(); i++) {
                feed(ledger, i);
                if (random.nextInt(9) == 0) {
                    feed(ledger, start + random.nextInt(i - start + 1));
                }
            }
            Map<String, Verdict> verdicts = new HashMap<>();
            new Verdicts(tables).tell(verdict -> verdicts.put(verdict.sent().image(), verdict));
            // Then
            for (Map.Entry<String, Verdict> expected : expected(start, from, rule).entrySet()) {
                Verdict verdict = verdicts.remove(expected.getKey());
                assertThat(verdict).as("H: seed %d: %s of which nothing is said", seed, expected.getKey()).isNotNull();
                assertThat(verdict.whyNot().isPresent()).as("H: seed %d: %s: %s", seed, expected.getKey(), verdict)
                        .isEqualTo(expected.getValue().whyNot().isPresent());
                assertThat(verdict.newer()).as("seed %d: %s", seed, verdict).isEqualTo(expected.getValue().newer());
                assertThat(verdict.sent().id()).isEqualTo(expected.getValue().sent().id());
                seen[verdict.whyNot().isPresent() ? 0 : 1]++;
                if (verdict.whyNot().isEmpty()) {
                    coversAll(seed, tables, verdict.sent());
                    assertThat(verdict.sent().neededFrom()).as("H: seed %d: %s", seed, verdict).isEqualTo(neededFrom(verdict.sent(), start, rule));
                }
            }
            assertThat(verdicts).as("H: seed %d: of these nobody asked", seed).isEmpty();
            seen[2] += start;
        }
        assertThat(seen).as("the topics are of every kind").doesNotContain(0L);
    }

    /** What is kept of it goes from the opening over every byte once to the seal. */
    private static void coversAll(long seed, MapTables tables, Sent sent) {
        long at = Part.OPENED_AT;
        Part last = null;
        try (Tables.Rows<Part> parts = tables.parts(0, sent.id())) {
            while (parts.hasNext()) {
                Part part = parts.next();
                assertThat(part.position()).as("C: seed %d: %s", seed, sent).isEqualTo(at);
                at = part.kind() == Part.Kind.OPENED ? 0 : part.end();
                last = part;
            }
        }
        assertThat(last).isNotNull();
        assertThat(last.kind()).as("seed %d", seed).isEqualTo(Part.Kind.SEALED);
        assertThat(at).isEqualTo(sent.sizeBytes());
    }

    /** The first record that must stay for it, of those that were read. */
    private long neededFrom(Sent sent, int start, CarrierRule rule) {
        Sending sending = sendings.stream().filter(one -> one.id.equals(sent.id())).findFirst().orElseThrow();
        return sending.records.stream().flatMap(at -> log.get(at).needs().stream())
                .filter(need -> rule != CarrierRule.READ_OR_EARLIER || log.get(need).of().opened >= start)
                .mapToLong(need -> rule == CarrierRule.READ_AND_OPENED ? log.get(need).of().opened : need)
                .reduce(sending.opened, Math::min);
    }

    private Map<String, Verdict> expected(int start, int from, CarrierRule rule) {
        boolean isNew = rule == CarrierRule.READ_AND_OPENED;
        Map<String, Sending> newestSealed = new TreeMap<>();
        Map<String, Sending> newest = new TreeMap<>();
        for (Sending sending : sendings) {
            if (sending.opened >= start) {
                newest.merge(sending.image, sending, (a, b) -> a.opened > b.opened ? a : b);
            }
        }
        log.stream().skip(start).filter(line -> line.kind().equals("sealed") && line.of().opened >= start)
                .forEach(line -> newestSealed.merge(line.of().image, line.of(), (a, b) -> a.opened > b.opened ? a : b));
        Map<String, Verdict> expected = new HashMap<>();
        newest.forEach((image, last) -> {
            Sending sealed = newestSealed.get(image);
            if (sealed != null && sealed.opened >= from) {
                boolean whole = sealed.records.stream().allMatch(at -> at >= start && log.get(at).needs().stream()
                        .allMatch(need -> rule == CarrierRule.READ_OR_EARLIER && log.get(need).of().opened < start
                                || need >= start && (!isNew || log.get(need).of().opened >= start)));
                boolean newer = last.opened > sealed.opened && !last.sealed;
                expected.put(image, new Verdict(sent(sealed), whole ? Optional.empty() : Optional.of("not"),
                        newer ? OptionalLong.of(last.opened) : OptionalLong.empty()));
            } else if (last.opened >= from && !last.sealed) {
                expected.put(image, new Verdict(sent(last), Optional.of("not"), OptionalLong.empty()));
            }
        });
        return expected;
    }

    private static Sent sent(Sending sending) {
        return Sent.opened(0, sending.image, sending.id, sending.opened, sending.size, 0, true);
    }

    private void write(Random random) {
        List<Sending> open = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            long size = random.nextInt(40);
            Sending sending = new Sending("image" + random.nextInt(4), new UUID(random.nextLong(), i).toString(), size);
            open.add(sending);
            sendings.add(sending);
        }
        while (!open.isEmpty()) {
            Sending sending = open.get(random.nextInt(open.size()));
            if (random.nextInt(25) == 0 && sending.opened >= 0) {
                // Its agent does not come back.
                open.remove(sending);
            } else if (sending.opened < 0) {
                sending.opened = log.size();
                add(new Line(sending, "opened", 0, 0, List.of(), null));
            } else if (sending.cursor == sending.size) {
                sending.sealed = true;
                open.remove(sending);
                add(new Line(sending, "sealed", sending.size, 0, List.of(), null));
            } else {
                extent(random, sending, 1 + random.nextInt((int) Math.min(9, sending.size - sending.cursor)));
            }
        }
    }

    private void extent(Random random, Sending sending, long length) {
        Sending carrier = sendings.get(random.nextInt(sendings.size()));
        if (random.nextBoolean() || carrier.fresh.isEmpty()) {
            sending.fresh.put(sending.cursor, log.size());
            add(new Line(sending, "new", sending.cursor, length, List.of(), null));
        } else {
            List<Map.Entry<Long, Integer>> all = List.copyOf(carrier.fresh.entrySet());
            Map.Entry<Long, Integer> one = all.get(random.nextInt(all.size()));
            int run = (int) Math.min(length, log.get(one.getValue()).length());
            List<Object> extents = new ArrayList<>(List.of(new KnownRun(0, one.getKey(), List.of(run), ByteBuffer.allocate(DIGEST))));
            if (length > run) {
                extents.add(new ZeroRun(length - run));
            }
            add(new Line(sending, "known", sending.cursor, length, List.of(one.getValue()),
                    new KnownBlocks(length, List.of(new Carrier(carrier.image, carrier.id)), extents)));
        }
        sending.cursor += length;
    }

    private void add(Line line) {
        line.of().records.add(log.size());
        log.add(line);
    }

    private void feed(Ledger ledger, int at) {
        Line line = log.get(at);
        RecordKey key = new RecordKey(line.of().image, line.of().id, line.offset());
        byte[] value = {1};
        switch (line.kind()) {
            case "opened" -> ledger.opened(0, key, at, 0,
                    new ImageOpened(line.of().size, "agent", 1, 0, 0, 0L, Instant.EPOCH), value);
            case "new" -> ledger.fresh(0, key, at, line.length(), 1);
            case "known" -> ledger.known(0, key, at, line.known(), value);
            default -> ledger.sealed(0, key, at, new ImageSealed(line.of().size, ByteBuffer.allocate(DIGEST), 0L, 0L, 0L), value);
        }
    }
}
