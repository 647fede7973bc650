package io.entrepot.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.block.Digest;
import io.entrepot.destination.core.Figures;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.image.PartialFile;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restart finds of an image whose process died while it was getting its final name. */
class RestartTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};
    private static final Opening OPENING = new Opening(CONTENT.length, 0640, 1_600_000_000_123_456_789L, 0);
    private static final Generation GENERATION = new Generation("vm/disk", "g1");

    @TempDir
    Path root;
    private Volume volume;
    private RecordStore store;

    @BeforeEach
    void complete() throws IOException {
        volume = Volume.open(root);
        store = new RecordStore(volume, false);
        try (PartialFile file = volume.create("vm/disk", "g1")) {
            file.write(CONTENT, 0, CONTENT.length);
            file.finish(OPENING.size(), OPENING.mode(), OPENING.modifiedAtNs());
        }
        store.take(ImageRecord.none("vm/disk").with(incoming(Incoming.Phase.FINALISING)));
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    @Test
    void beforeTheRenameItIsRenamedWithItsModeAndTime() throws IOException {
        restart();
        assertCommitted();
    }

    @Test
    void behindTheRenameItIsKnownByItsSizeAndTime() throws IOException {
        try (PartialFile file = volume.reopen("vm/disk", "g1", OPENING.size()).orElseThrow()) {
            file.finish(OPENING.size(), OPENING.mode(), OPENING.modifiedAtNs());
            assertThat(file.publish(false)).isTrue();
        }
        restart();
        assertCommitted();
    }

    @ParameterizedTest
    @CsvSource({"1600000000123456789, true", "1600000000123456700, true", "1600000000123000000, true",
        "1600000000000000000, true", "1600000000123456788, false", "1600000000500000000, false",
        "1600000001000000000, false", "1599999999000000000, false"})
    void behindTheRenameItIsKnownHoweverCoarselyTheFileSystemKeepsTimes(long shownNs, boolean known) throws IOException {
        try (PartialFile file = volume.reopen("vm/disk", "g1", OPENING.size()).orElseThrow()) {
            file.finish(OPENING.size(), OPENING.mode(), shownNs);
            assertThat(file.publish(false)).isTrue();
        }
        restart();
        assertThat(store.find("vm/disk").committed().isPresent()).isEqualTo(known);
    }

    @Test
    void aRestartThatDiedBehindItsRenameIsFinishedByTheNext() throws IOException {
        restart();
        store.take(ImageRecord.none("vm/disk").with(incoming(Incoming.Phase.FINALISING)));
        restart();
        assertCommitted();
    }

    @Test
    void aForeignFileUnderTheNameIsNotTakenForIt() throws IOException {
        volume.removePartial("vm/disk", "g1");
        Files.writeString(root.resolve("vm/disk"), "none of ours");
        restart();
        assertThat(store.find("vm/disk").isEmpty()).isTrue();
        assertThat(root.resolve("vm/disk")).hasContent("none of ours");
    }

    @Test
    void whatCannotGetItsNameIsReceivingAgain() throws IOException {
        Files.writeString(root.resolve("vm/disk"), "none of ours");
        restart();
        assertThat(store.find("vm/disk").incoming().orElseThrow().phase()).as("its seal comes again and says so")
                .isEqualTo(Incoming.Phase.RECEIVING);
        assertThat(volume.removePartial("vm/disk", "g1")).isTrue();
        assertThat(root.resolve("vm/disk")).hasContent("none of ours");
    }

    @Test
    void whatIsLeftOfASettledGenerationGoes() throws IOException {
        store.take(ImageRecord.none("vm/disk").with(incoming(Incoming.Phase.RECEIVING)));
        restart();
        assertThat(store.find("vm/disk").incoming()).as("not settled").isPresent();
        restart(WriterListener.NONE).run(Map.of("g1", new StreamPosition("ordered", 0, 4)));
        assertThat(store.find("vm/disk").isEmpty()).isTrue();
        assertThat(root.resolve("vm")).isEmptyDirectory();
    }

    @Test
    void whatWasSaidOfAnEarlierLifeDoesNotSettleTheOneThatHasGotItsName() throws IOException {
        // Given: it had failed, and was received anew within one checkpoint
        try (PartialFile file = volume.reopen("vm/disk", "g1", OPENING.size()).orElseThrow()) {
            file.finish(OPENING.size(), OPENING.mode(), OPENING.modifiedAtNs());
            assertThat(file.publish(false)).isTrue();
        }

        // When
        restart(WriterListener.NONE).run(Map.of("g1", new StreamPosition("ordered", 0, 1)));

        // Then
        assertCommitted();
    }

    @Test
    void whatIsNoneOfItsRecordsIsToldOnceAndPassedOver() throws IOException {
        // Given
        Path record = store.records().file("vm/disk");
        Path copy = Files.copy(record, record.resolveSibling("disk-backup.json"));
        Path damaged = store.records().file("damaged");
        Files.write(damaged, new byte[100]);
        List<String> told = new ArrayList<>();

        // When
        restart(new WriterListener() {
            @Override
            public void passesOver(String why) {
                told.add(why);
            }
        }).run(Map.of());

        // Then
        assertCommitted();
        assertThat(told).hasSize(2)
                .contains("The destination record " + copy + " cannot be read: it is about another image, vm/disk; move it away.")
                .anyMatch(why -> why.contains(damaged.toString()) && why.endsWith("; move it away and send its image again."));
        assertThat(damaged).as("left to be looked at").hasBinaryContent(new byte[100]);
        assertThat(copy).exists();
    }

    @Test
    void aRecordThatMayBeWholeIsNotGoneOnWithout() throws IOException {
        Path newer = store.records().file("newer");
        Files.writeString(newer, "{\"version\": 2}");
        assertThatThrownBy(this::restart).isInstanceOf(IOException.class).hasMessage("the destination record " + newer
                + " cannot be read: its version is 2, not 1: another Entrepot wrote it; where that cannot be helped, move it away"
                + " and send its image again");
        Files.delete(newer);
        Files.createDirectory(newer);
        assertThatThrownBy(this::restart).isInstanceOf(IOException.class).hasMessageContaining(newer + " cannot be read: Is a directory; ");
        assertThatThrownBy(() -> store.find("newer")).isInstanceOf(WriterException.class);
    }

    private Restart restart(WriterListener listener) {
        return new Restart(volume, store, left -> true, listener);
    }

    private void restart() throws IOException {
        restart(WriterListener.NONE).run(Map.of());
    }

    private void assertCommitted() throws IOException {
        Path file = root.resolve("vm/disk");
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime().to(TimeUnit.NANOSECONDS))
                .isEqualTo(OPENING.modifiedAtNs());
        ImageRecord record = store.find("vm/disk");
        assertThat(record.incoming()).isEmpty();
        assertThat(record.committed().orElseThrow().id()).isEqualTo("g1");
    }

    private static Incoming incoming(Incoming.Phase phase) {
        return new Incoming(GENERATION, 1, "interim", phase, 1, Optional.of(OPENING), OPENING.size(),
                Digest.of(new byte[Digest.BYTES], 0), 1, Figures.NONE, new StreamPosition("ordered", 0, 4));
    }
}
