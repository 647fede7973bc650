package io.entrepot.destination.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.verify.core.Difference;
import io.entrepot.destination.verify.core.Findings;
import io.entrepot.destination.verify.core.ImageFold;
import io.entrepot.destination.verify.core.Portion;
import io.entrepot.destination.verify.core.Sample;
import io.entrepot.image.DiskFile;
import io.entrepot.image.VolumeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a file: what is told of it is the blocks that were hit and the zero pages that were, and nothing else. */
class DamageModelTest {

    private static final int ROUNDS = 40;

    @TempDir
    private Path directory;

    @Test
    void namesEachBlockAndZeroPageThatWasHitAndNothingElse() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            RandomImage image = new RandomImage("disk", random, 1 + random.nextInt(700));
            byte[] damaged = image.bytes.clone();
            for (int hits = random.nextInt(6); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length + 1) : damaged.length;
            write(damaged, length);

            // When
            BitSet told = told(image, Sample.ALL, seed);

            // Then
            assertThat(told).as("F: pages told, seed %d", seed).isEqualTo(expected(image, damaged, length));
        }
    }

    @Test
    void aSampleTellsOnlyWhatIsWrongAndTheSameEachTime() throws IOException {
        int some = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            RandomImage image = new RandomImage("disk", random, 400);
            byte[] damaged = new byte[image.bytes.length];
            random.nextBytes(damaged);
            write(damaged, damaged.length);

            // When
            BitSet told = told(image, new Sample(0.3, seed), seed);

            // Then
            BitSet all = expected(image, damaged, damaged.length);
            assertThat(told).as("a sample again, seed %d", seed).isEqualTo(told(image, new Sample(0.3, seed), seed));
            BitSet invented = (BitSet) told.clone();
            invented.andNot(all);
            assertThat(invented.isEmpty()).as("told and not wrong, seed %d", seed).isTrue();
            some += told.isEmpty() ? 0 : 1;
        }
        assertThat(some).as("samples that met damage").isGreaterThan(ROUNDS / 2);
    }

    /** As the resequencer has it, which passes on what came first: an image that is right at its destination can be verified. */
    @Test
    void whatComesASecondTimeChangesNothingAndWhatGoesBeyondIsAFault() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            RandomImage image = new RandomImage("disk", random, 1 + random.nextInt(700));
            ImageFold fold = new ImageFold(image.wanted(), Sample.ALL);
            int last = image.records.size() - 1;
            for (int i = 0; i < last; i++) {
                RandomImage.Sent sent = image.records.get(i);
                fold.take(0, sent.offset(), sent.record());

                // When
                RandomImage.Sent again = image.records.get(random.nextInt(i + 1));

                // Then
                assertThat(fold.take(0, again.offset(), again.record())).as("compared again, seed %d", seed).isEmpty();
                assertThat(fold.fault()).as("seed %d", seed).isEmpty();
            }

            // When
            ImageFold other = new ImageFold(image.wanted(), Sample.ALL);
            other.take(0, 0, image.records.get(0).record());
            other.take(0, 1, image.records.get(0).record());
            fold.take(0, image.records.get(last).offset(), image.records.get(last).record());

            // Then
            assertThat(other.fault()).as("a part of it is new, seed %d", seed).isPresent();
            assertThat(fold.isEnded()).isTrue();
            assertThat(fold.fault()).as("chain and size, seed %d", seed).isEmpty();
        }
    }

    /** Pages of what is told. */
    private BitSet told(RandomImage image, Sample sample, int seed) throws IOException {
        ImageFold fold = new ImageFold(image.wanted(), sample);
        PortionReader reader = new PortionReader(sample, new Pace(OptionalLong.empty()), () -> false);
        BitSet told = new BitSet();
        try (VolumeReader volume = VolumeReader.open(directory); DiskFile file = volume.openImage("disk").orElseThrow()) {
            for (RandomImage.Sent sent : image.records) {
                for (Portion portion : fold.take(0, sent.offset(), sent.record())) {
                    Findings findings = reader.read(portion, file, image.wanted().ordinal());
                    for (Difference difference : findings.differences()) {
                        told.set((int) (difference.offset() / RandomImage.PAGE), pagesEnd(difference.offset() + difference.length()));
                    }
                }
            }
        }
        assertThat(fold.fault()).as("chain and size, seed %d", seed).isEmpty();
        assertThat(fold.isEnded()).isTrue();
        return told;
    }

    private static BitSet expected(RandomImage image, byte[] damaged, int length) {
        BitSet expected = new BitSet();
        BitSet inBlocks = new BitSet();
        for (Map.Entry<Integer, Integer> block : image.blocks.entrySet()) {
            int from = block.getKey();
            int to = from + block.getValue();
            inBlocks.set(from / RandomImage.PAGE, pagesEnd(to));
            if (to > length || !Arrays.equals(damaged, from, to, image.bytes, from, to)) {
                expected.set(from / RandomImage.PAGE, pagesEnd(to));
            }
        }
        for (int at = 0; at < damaged.length; at += RandomImage.PAGE) {
            int to = Math.min(length, at + RandomImage.PAGE);
            boolean isShort = length < Math.min(damaged.length, at + RandomImage.PAGE);
            if (!inBlocks.get(at / RandomImage.PAGE) && (isShort || !isZero(damaged, at, to))) {
                expected.set(at / RandomImage.PAGE);
            }
        }
        return expected;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int pagesEnd(long offset) {
        return (int) ((offset + RandomImage.PAGE - 1) / RandomImage.PAGE);
    }

    /** With holes where pages are zero. */
    private void write(byte[] bytes, int length) throws IOException {
        Path file = directory.resolve("disk");
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int at = 0; at < length; at += RandomImage.PAGE) {
                int to = Math.min(length, at + RandomImage.PAGE);
                if (!isZero(bytes, at, to) || to == length) {
                    channel.write(ByteBuffer.wrap(bytes, at, to - at), at);
                }
            }
        }
    }
}
