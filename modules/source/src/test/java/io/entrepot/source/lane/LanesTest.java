package io.entrepot.source.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Chunkers;
import io.entrepot.block.Digest;
import io.entrepot.block.Digester;
import io.entrepot.block.ZstdLevels;
import io.entrepot.image.SourceImage;
import io.entrepot.source.cores.Cores;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.ImageHead;
import io.entrepot.source.decide.Sending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class LanesTest {

    private static final int PARALLEL = 3;
    private static final int PATIENCE_MS = 300_000;
    private static final LaneSettings SETTINGS = new LaneSettings(PARALLEL, 2, 160 << 10);

    @TempDir
    private Path directory;

    @Test
    void imagesComeInOrderWithTheirDigestsAndNoMoreAtOnceThanThereAreLanes() throws Exception {
        // Given
        var random = new Random(1);
        List<Path> files = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] image = new byte[random.nextInt(i % 5 == 0 ? 1_000_000 : 9_000)];
            random.nextBytes(image);
            images.add(image);
            files.add(Files.write(directory.resolve("image-" + i), image));
        }

        // When
        Map<Integer, ByteArrayOutputStream> read = new TreeMap<>();
        List<Integer> opened = new ArrayList<>();
        Set<Integer> underWay = new HashSet<>();
        try (var cores = new Cores(2, ZstdLevels.fixed(1), false); var lanes = new Lanes(files, SETTINGS, LanesTest::start, cores)) {
            while (!lanes.isDone()) {
                Event event = lanes.next(1_000);
                if (event instanceof Event.Started) {
                    opened.add(event.sequence());
                    underWay.add(event.sequence());
                    read.put(event.sequence(), new ByteArrayOutputStream());
                } else if (event instanceof Event.Read part) {
                    part.window().forEach(new Collector(read.get(event.sequence())));
                    part.window().release();
                } else if (event instanceof Event.Ended) {
                    underWay.remove(event.sequence());
                }
                assertThat(underWay.size()).as("I: images under way").isLessThanOrEqualTo(PARALLEL);
            }
        }

        // Then
        assertThat(opened).as("order of opening").isSorted().hasSize(images.size());
        for (int i = 0; i < images.size(); i++) {
            assertThat(read.get(i).toByteArray()).as("image %d", i).isEqualTo(images.get(i));
        }
    }

    @Test
    void anImageThatCannotBeReadIsAnEventInItsPlace() throws Exception {
        Path good = Files.write(directory.resolve("good"), new byte[] {1});
        List<Path> files = List.of(directory.resolve("missing"), good, directory);
        List<String> events = new ArrayList<>();

        try (var cores = new Cores(1, ZstdLevels.fixed(1), false); var lanes = new Lanes(files, SETTINGS, LanesTest::start, cores)) {
            while (!lanes.isDone()) {
                Event event = lanes.next(1_000);
                if (event instanceof Event.Read part) {
                    part.window().release();
                } else if (event != null) {
                    events.add(event.sequence() + " " + event.getClass().getSimpleName());
                }
            }
        }

        assertThat(events).contains("0 Failed", "1 Started", "1 Ended", "2 Failed");
    }

    @Test
    @Timeout(60)
    void imagesThatCannotBeReadOnLeaveTheirLaneItsWindows() throws Exception {
        // Given more of them than the lane has windows
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(Files.write(directory.resolve("changing-" + i), new byte[100_000]));
        }
        files.add(Files.write(directory.resolve("good"), new byte[] {1}));
        Starts changing = (sequence, image) -> {
            Start start = start(sequence, image);
            if (sequence < files.size() - 1) {
                Files.write(files.get(sequence), new byte[] {2}, StandardOpenOption.APPEND);
            }
            return start;
        };
        List<String> events = new ArrayList<>();

        // When
        try (var cores = new Cores(1, ZstdLevels.fixed(1), false);
                var lanes = new Lanes(files, new LaneSettings(1, 2, 160 << 10), changing, cores)) {
            while (!lanes.isDone()) {
                Event event = lanes.next(1_000);
                if (event instanceof Event.Read part) {
                    part.window().release();
                } else if (event != null) {
                    events.add(event.sequence() + " " + event.getClass().getSimpleName());
                }
            }
        }

        // Then
        assertThat(events).contains("0 Failed", "4 Failed").endsWith("5 Started", "5 Ended");
    }

    @Test
    void closingEndsLanesThatWaitForWindows() throws Exception {
        byte[] image = new byte[2 << 20];
        new Random(2).nextBytes(image);
        Path large = Files.write(directory.resolve("large"), image);

        try (var cores = new Cores(1, ZstdLevels.fixed(1), false); var lanes = new Lanes(List.of(large), SETTINGS, LanesTest::start, cores)) {
            assertThat(lanes.next(PATIENCE_MS)).isInstanceOf(Event.Started.class);
            assertThat(lanes.next(PATIENCE_MS)).isInstanceOf(Event.Read.class);
        }
    }

    private static Start start(int sequence, SourceImage image) throws IOException {
        var head = new ImageHead(new Generation("image-" + sequence, "id"), 0, image.sizeBytes(), 0, 0, 0,
                Chunkers.defaultChunker().id(), image.fingerprint());
        return new Start.Send(Sending.fresh(head));
    }

    private record Collector(ByteArrayOutputStream bytes) implements Window.Consumer {
        @Override
        public void block(byte[] data, int from, int length, Digest digest) {
            assertThat(digest).isEqualTo(new Digester().digest(data, from, length));
            bytes.write(data, from, length);
        }

        @Override
        public void zeros(long length) {
            bytes.writeBytes(new byte[(int) length]);
        }
    }
}
