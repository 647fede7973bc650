package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.Verdict;
import io.entrepot.destination.verify.Verdict.State;
import io.entrepot.destination.verify.Verification;
import io.entrepot.destination.verify.VerifyListener;
import io.entrepot.destination.verify.VerifySettings;
import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Difference.Found;
import io.entrepot.destination.verify.core.Sample;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.NewBlocks;
import io.entrepot.wire.ZeroRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F: whatever is done to finished files is named with its place, and mended from the interim topic where that can be. */
class VerificationTest {

    private static final AtomicInteger FLEETS = new AtomicInteger();
    private static final int MIB = 1 << 20;
    private static final int PAGE = Disk.PAGE;
    private static final int SIZE = 2 * MIB;

    @TempDir
    private Path root;

    private Feed feed;
    private final List<Sending> sent = new ArrayList<>();

    /** What was told, and what is to happen at the first of it, or at the end of an image. */
    private static final class Hearer implements VerifyListener {
        private final Map<String, List<Difference>> differences = new HashMap<>();
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private Runnable atFirst = () -> { };
        private final Map<String, Runnable> atVerdictOf = new HashMap<>();

        @Override
        public void differs(String image, Difference difference) {
            differences.computeIfAbsent(image, any -> new ArrayList<>()).add(difference);
            atFirst.run();
            atFirst = () -> { };
        }

        @Override
        public void verified(Verdict verdict) {
            verdicts.put(verdict.image(), verdict);
            atVerdictOf.getOrDefault(verdict.image(), () -> { }).run();
        }

        State state(Sending sending) {
            return verdicts.get(sending.disk.name).state();
        }

        List<Difference> of(Sending sending) {
            return differences.getOrDefault(sending.disk.name, List.of());
        }
    }

    @BeforeEach
    void feed() {
        feed = new Feed("verify" + FLEETS.incrementAndGet(), 1);
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void namesWhatWasDoneToFilesAndMendsIt() throws IOException {
        // Given: blocks up to half, a hole of 256 KiB behind them, blocks
        Sending right = send("right");
        Sending flipped = send("flipped");
        Sending shorter = send("shorter");
        Sending longer = send("longer");
        Sending punched = send("punched");
        Sending filled = send("filled");
        Sending sparse = send("sparse");
        Sending removed = send("removed");
        arrived();
        rot(flipped, 5 * PAGE + 17, new byte[] {(byte) ~flipped.disk.bytes[5 * PAGE + 17]});
        cutOff(shorter, MIB / 2 + 10_000);
        write(longer, SIZE, new byte[4_711]);
        keepingTime(punched, () -> run("fallocate", "--punch-hole", "--offset", String.valueOf(64 * PAGE), "--length", String.valueOf(8 * PAGE),
                file(punched).toString()));
        rot(filled, MIB + 3 * PAGE + 1, new byte[] {1});
        run("cp", "--sparse=always", "--preserve=all", file(sparse).toString(), root.resolve("copied").toString());
        Files.move(root.resolve("copied"), file(sparse), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(file(removed));

        // When
        Hearer seen = new Hearer();
        Outcome outcome = verify(seen);

        // Then
        assertThat(outcome.goodImages()).isEqualTo(2);
        assertThat(seen.state(right)).isEqualTo(State.RIGHT);
        assertThat(seen.state(sparse)).as("where the zeros are holes is of no interest").isEqualTo(State.RIGHT);
        assertThat(seen.state(removed)).isEqualTo(State.MISSING);
        assertThat(seen.of(right)).isEmpty();
        assertThat(seen.of(flipped)).singleElement().satisfies(told -> covers(told, 5 * PAGE + 17, 5 * PAGE + 18, Found.DIFFERS));
        assertThat(seen.of(shorter)).as("data, zeros and data are missing, and that is one fact")
                .containsExactly(new Difference(MIB / 2 + 10_000, SIZE - MIB / 2 - 10_000, Found.MISSING, false));
        assertThat(seen.verdicts.get("shorter").differences()).isEqualTo(1);
        assertThat(seen.of(longer)).containsExactly(new Difference(SIZE, 4_711, Found.SURPLUS, false));
        assertThat(seen.of(punched)).singleElement().satisfies(told -> covers(told, 64 * PAGE, 72 * PAGE, Found.DIFFERS));
        assertThat(seen.of(filled)).containsExactly(new Difference(MIB + 3 * PAGE, PAGE, Found.DIFFERS, true));
        assertThat(seen.verdicts.get("longer").why()).startsWith("its file has " + (SIZE + 4_711) + " bytes instead of " + SIZE + "; ");

        // When
        Hearer mended = new Hearer();
        Outcome repaired = repair(mended, true);

        // Then
        assertThat(List.of(flipped, shorter, longer, punched, filled)).allMatch(sending -> mended.state(sending) == State.REPAIRED);
        assertThat(repaired.repairedBytes()).as("all that was wrong").isEqualTo(repaired.wrongBytes()).isEqualTo(outcome.wrongBytes());
        assertThat(verify(new Hearer()).goodImages()).as("all but the one that is not there").isEqualTo(sent.size() - 1);
        for (Sending sending : sent) {
            if (sending != removed) {
                assertThat(Files.readAllBytes(file(sending))).as("F: every byte of %s", sending.disk.name).isEqualTo(sending.disk.bytes);
            }
        }
    }

    @Test
    void namesImagesWhoseRecordsCannotBeReadAndVerifiesTheOthers() throws IOException {
        // Given
        Sending right = send("right");
        Sending damaged = send("racks/1/damaged");
        Sending newer = send("newer");
        Sending moved = send("moved");
        Sending nameless = send("nameless");
        arrived();
        DestinationRecords records = DestinationRecords.at(root);
        Files.write(records.file(damaged.disk.name), new byte[] {'{', 0, 0, 0});
        Files.writeString(records.file(newer.disk.name), "{\"version\": 2}");
        Files.copy(records.file(right.disk.name), records.file(moved.disk.name), StandardCopyOption.REPLACE_EXISTING);
        Files.write(records.file(nameless.disk.name), new byte[0]);
        Files.delete(file(nameless));

        // When
        Hearer seen = new Hearer();
        Outcome outcome = repair(seen, false);

        // Then
        String recordOfNameless = root.relativize(records.file(nameless.disk.name)).toString();
        assertThat(seen.state(right)).isEqualTo(State.RIGHT);
        assertThat(seen.verdicts).containsOnlyKeys("right", "racks/1/damaged", "newer", "moved", recordOfNameless);
        assertThat(seen.verdicts.values()).filteredOn(verdict -> verdict.state() == State.UNVERIFIABLE).hasSize(4);
        assertThat(outcome.images()).isEqualTo(5);
        assertThat(outcome.goodImages()).isEqualTo(1);
        assertThat(seen.verdicts.get("racks/1/damaged").why()).contains(records.file(damaged.disk.name) + " cannot be read: it is no JSON (");
        assertThat(seen.verdicts.get("newer").why()).contains("its version is 2, not 1");
        assertThat(seen.verdicts.get("moved").why()).contains("it is about another image, right");

        // When
        Hearer some = new Hearer();
        verify(some, name -> name.equals("right"), false, false);

        // Then
        assertThat(some.verdicts).as("who knows what image it was").containsOnlyKeys("right", recordOfNameless);
    }

    /** A directory of some partitions only, or of another destination, tells nothing of what it lacks. */
    @Test
    void namesImagesThatWereCommittedAndAreOfNoRecord() throws IOException {
        // Given
        Sending here = send("here");
        Sending elsewhere = send("elsewhere");
        Sending restored = send("restored");
        send("not/asked");
        arrived();
        Files.delete(DestinationRecords.at(root).file(elsewhere.disk.name));
        Files.delete(DestinationRecords.at(root).file("not/asked"));
        byte[] old = Files.readAllBytes(DestinationRecords.at(root).file(restored.disk.name));
        send("restored", 2);
        arrived();
        Files.write(DestinationRecords.at(root).file(restored.disk.name), old);

        // When
        Hearer seen = new Hearer();
        Outcome outcome = verify(seen, name -> !name.startsWith("not/"), false, false);

        // Then
        assertThat(seen.verdicts).containsOnlyKeys("here", "elsewhere", "restored");
        assertThat(seen.verdicts.get("restored").why()).as("from an old copy of the directory").contains("newer generation");
        assertThat(seen.state(here)).isEqualTo(State.RIGHT);
        assertThat(seen.verdicts.get("elsewhere")).satisfies(verdict -> {
            assertThat(verdict.state()).isEqualTo(State.MISSING);
            assertThat(verdict.generation()).isEqualTo(elsewhere.disk.generation);
            assertThat(verdict.why()).contains("committed", root.toString());
        });
        assertThat(outcome.goodImages()).isEqualTo(1);
    }

    @Test
    void doesNotMendWhatSomebodyWritesTo() throws IOException {
        // Given
        Sending busy = send("busy");
        arrived();
        rot(busy, 9 * PAGE, new byte[] {(byte) ~busy.disk.bytes[9 * PAGE]});
        byte[] found = Files.readAllBytes(file(busy));
        Hearer seen = new Hearer();
        seen.atFirst = () -> write(busy, 0, new byte[] {busy.disk.bytes[0]});

        // When
        Outcome outcome = repair(seen, true);

        // Then
        assertThat(seen.state(busy)).isEqualTo(State.DIFFERENT);
        assertThat(seen.verdicts.get("busy").why()).startsWith("its file was altered while it was verified: ");
        assertThat(outcome.repairedBytes()).isZero();
        assertThat(Files.readAllBytes(file(busy))).as("left as it was").isEqualTo(found);
    }

    /** All of a partition is looked at before anything is mended, which can take hours. */
    @Test
    void doesNotMendWhatSomebodyHasWrittenToSinceItWasVerified() throws IOException {
        // Given
        Sending rotten = send("rotten");
        Sending right = send("right");
        arrived();
        rot(rotten, 9 * PAGE, new byte[] {(byte) ~rotten.disk.bytes[9 * PAGE]});
        byte[] found = Files.readAllBytes(file(rotten));
        found[0] = (byte) ~found[0];
        Hearer seen = new Hearer();
        seen.atVerdictOf.put("right", () -> write(rotten, 0, new byte[] {found[0]}));

        // When
        Outcome outcome = repair(seen, false);

        // Then
        assertThat(seen.state(right)).isEqualTo(State.RIGHT);
        assertThat(seen.verdicts.get("rotten").why()).isEqualTo("it could not be mended: somebody else has written to it meanwhile");
        assertThat(outcome.repairedBytes()).isZero();
        assertThat(Files.readAllBytes(file(rotten))).as("left as it was").isEqualTo(found);
    }

    /** As a machine that was started from it and is shut down leaves it: nobody writes to it any more, and nothing else has what it wrote. */
    @Test
    void doesNotMendWhatWasChangedSinceItWasWrittenUnlessItMay() throws IOException {
        // Given
        Sending used = send("used");
        Sending longer = send("longer");
        Sending rotten = send("rotten");
        arrived();
        write(used, 9 * PAGE, new byte[] {(byte) ~used.disk.bytes[9 * PAGE]});
        FileTime usedAt = Files.getLastModifiedTime(file(used));
        byte[] found = Files.readAllBytes(file(used));
        keepingTime(longer, () -> write(longer, SIZE, new byte[PAGE]));
        rot(rotten, 9 * PAGE, new byte[] {(byte) ~rotten.disk.bytes[9 * PAGE]});

        // When
        Hearer seen = new Hearer();
        Outcome outcome = repair(seen, false);

        // Then
        assertThat(seen.state(rotten)).isEqualTo(State.REPAIRED);
        assertThat(List.of(used, longer)).allMatch(sending -> seen.state(sending) == State.DIFFERENT);
        assertThat(seen.verdicts.get("used").why()).startsWith("it was changed since it was written, last at ").contains("--overwrite");
        assertThat(seen.verdicts.get("longer").why()).contains("bytes instead of").contains("--overwrite");
        assertThat(seen.of(used)).as("what differs is said all the same").hasSize(1);
        assertThat(outcome.goodImages()).isEqualTo(1);
        assertThat(Files.readAllBytes(file(used))).as("left as it was").isEqualTo(found);
        assertThat(Files.getLastModifiedTime(file(used))).isEqualTo(usedAt);

        // When
        Hearer undone = new Hearer();
        repair(undone, true);

        // Then
        assertThat(List.of(used, longer)).allMatch(sending -> undone.state(sending) == State.REPAIRED);
        assertThat(Files.readAllBytes(file(used))).isEqualTo(used.disk.bytes);
        assertThat(Files.readAllBytes(file(longer))).isEqualTo(longer.disk.bytes);
    }

    @Test
    void saysWhereTheInterimTopicDoesNotHaveItRightEither() throws IOException {
        // Given: published wrong, and passed on right all the same
        Disk disk = Disk.random("spoilt", 5, MIB);
        Sending spoilt = Sending.of(feed, disk).turn().fresh(MIB / 2);
        NewBlocks wrong = disk.newBlocks(MIB / 2, MIB, false);
        wrong.getPayload().put(0, (byte) ~wrong.getPayload().get(0));
        spoilt.pass(MIB, disk.newBlocks(MIB / 2, MIB, true), spoilt.publish(MIB / 2, MIB, wrong)).seal();
        sent.add(spoilt);
        arrived();
        rot(spoilt, 0, new byte[] {(byte) ~disk.bytes[0]});
        rot(spoilt, MIB / 2, new byte[] {(byte) ~disk.bytes[MIB / 2]});

        // When
        Hearer seen = new Hearer();
        Outcome outcome = repair(seen, false);

        // Then
        assertThat(seen.state(spoilt)).isEqualTo(State.DIFFERENT);
        assertThat(seen.verdicts.get("spoilt").why()).startsWith("the interim topic no longer has ").endsWith("at offset " + MIB / 2);
        assertThat(outcome.repairedBytes()).as("what could be had").isPositive().isLessThan(outcome.wrongBytes());
        assertThat(Files.readAllBytes(file(spoilt))).as("the first half").startsWith(Arrays.copyOf(disk.bytes, MIB / 2));

        // When
        Hearer again = new Hearer();
        repair(again, false);

        // Then
        assertThat(again.verdicts.get("spoilt").why()).as("what was mended in part is not taken for changed by somebody")
                .startsWith("the interim topic no longer has ");
    }

    private Sending send(String name) {
        return send(name, name.hashCode());
    }

    private Sending send(String name, long seed) {
        Disk disk = Disk.random(name, seed, SIZE).zero(MIB, MIB + MIB / 4);
        Sending sending = Sending.of(feed, disk).turn().fresh(MIB / 2).fresh(MIB);
        feed.interim(0, sending.key(MIB), new KnownBlocks((long) MIB / 4, List.of(), List.of(ZeroRun.newBuilder().setLength(MIB / 4).build())));
        sent.add(sending.zeros(MIB + MIB / 4).fresh(SIZE).seal());
        return sending;
    }

    private void arrived() throws IOException {
        try (RunningWriter writer = RunningWriter.start(feed, root)) {
            for (Sending sending : sent) {
                writer.committed(sending);
            }
        }
    }

    private Outcome verify(Hearer hearer) {
        return verify(hearer, any -> true, false, false);
    }

    private Outcome repair(Hearer hearer, boolean overwrite) {
        return verify(hearer, any -> true, true, overwrite);
    }

    private Outcome verify(Hearer hearer, Predicate<String> images, boolean repair, boolean overwrite) {
        return new Verification(new VerifySettings(feed.topics, Feed.DESTINATION, Map.of(root, Set.of()), images, Sample.ALL,
                OptionalLong.empty(), 2, repair, overwrite), feed.kafka, feed.registry, hearer).run();
    }

    /** As exact as blocks are. */
    private static void covers(Difference told, long from, long to, Found found) {
        assertThat(told.found()).isEqualTo(found);
        assertThat(told.offset()).isLessThanOrEqualTo(from).isGreaterThan(from - 5 * PAGE);
        assertThat(told.offset() + told.length()).isGreaterThanOrEqualTo(to).isLessThan(to + 5 * PAGE);
    }

    private Path file(Sending sending) {
        return root.resolve(sending.disk.name);
    }

    /** As a bad disk does: nobody has written to the file. */
    private void rot(Sending sending, long offset, byte[] bytes) throws IOException {
        keepingTime(sending, () -> write(sending, offset, bytes));
    }

    private interface Damage {
        void happen() throws IOException;
    }

    private void keepingTime(Sending sending, Damage damage) throws IOException {
        FileTime before = Files.getLastModifiedTime(file(sending));
        damage.happen();
        Files.setLastModifiedTime(file(sending), before);
    }

    private void write(Sending sending, long offset, byte[] bytes) {
        try (FileChannel channel = FileChannel.open(file(sending), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void cutOff(Sending sending, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file(sending), StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as("exit code of %s", command[0]).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
