package io.entrepot.source.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRecordsTest {

    private static final Digest DIGEST = Digest.of(new byte[Digest.BYTES], 0);
    private static final BadBlock REFERRED = new BadBlock(40_000, 20, DIGEST);
    private static final BadBlock NAMELESS = new BadBlock(1, 9, null);

    @TempDir
    private Path directory;

    @Test
    void areKnownAfterARestartOnTheirPartition() {
        try (BlockIndex index = open("interim")) {
            index.badRecords().put(REFERRED, 7);
            index.badRecords().put(NAMELESS, 9);
        }

        try (BlockIndex index = open("interim")) {
            assertThat(told(index, 0)).containsOnly("1/9", "40000/20", "40000/7");
            assertThat(index.badRecords().isKnown(REFERRED)).isTrue();
            assertThat(index.badRecords().isKnown(NAMELESS)).isTrue();
            assertThat(index.badRecords().isKnown(new BadBlock(40_000, 21, DIGEST))).isFalse();
            assertThat(index.badRecords().isKnown(new BadBlock(1, 9, DIGEST))).isFalse();
            assertThat(index.position(1)).as("beside the index's own figures").isZero();
        }
    }

    @Test
    void areForgottenWithWhatIsTrimmed() {
        try (BlockIndex index = open("interim")) {
            index.badRecords().put(REFERRED, 7);
            index.badRecords().put(NAMELESS, 9);

            assertThat(told(index, 10)).containsOnly("40000/20", "40000/7");

            assertThat(index.badRecords().isKnown(NAMELESS)).isFalse();
        }
    }

    @Test
    void areNotInheritedByATopicThatIsMadeAnew() {
        try (BlockIndex index = open("interim")) {
            index.badRecords().put(REFERRED, 7);
        }

        try (BlockIndex index = open("made anew")) {
            assertThat(told(index, 0)).isEmpty();
        }
    }

    private static List<String> told(BlockIndex index, long interimStart) {
        List<String> told = new ArrayList<>();
        index.badRecords().forEach(partition -> interimStart, (partition, offset) -> told.add(partition + "/" + offset));
        return told;
    }

    private BlockIndex open(String fleet) {
        return BlockIndex.open(directory, fleet, 8 << 20);
    }
}
