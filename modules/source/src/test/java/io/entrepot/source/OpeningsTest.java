package io.entrepot.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.block.Chain;
import io.entrepot.block.Chunker;
import io.entrepot.block.Chunkers;
import io.entrepot.image.Fingerprint;
import io.entrepot.image.SourceImage;
import io.entrepot.source.decide.Point;
import io.entrepot.source.decide.Sending;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.ImagePoint;
import io.entrepot.source.index.Update;
import io.entrepot.source.journal.Verdicts;
import io.entrepot.source.lane.Start;
import io.entrepot.source.place.Similarity;
import io.entrepot.wire.FleetTopics;
import io.entrepot.wire.JournalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which chunker an image is cut, after what the journal says of it. */
class OpeningsTest {

    private static final Chunker OLD = Chunkers.byName("page16k");
    private static final Chunker WANTED = Chunkers.byName("fixed4k");
    private static final Chunker LARGE = Chunkers.byName("page64k");
    private static final int UNKNOWN = 250;
    private static final Fingerprint CHANGED_SINCE = new Fingerprint(1, 2, 3, 4, 5);

    @TempDir
    private Path directory;
    private ImageFile file;
    private Fingerprint fingerprint;

    @BeforeEach
    void makeImage() throws IOException {
        file = new ImageFile("image", TestImage.write(directory.resolve("image"), TestImage.random(1, 20)), 0);
        try (SourceImage image = SourceImage.open(file.path())) {
            fingerprint = image.fingerprint();
        }
    }

    @Test
    void anImageThatWasNeverSentIsCutByTheDefault() throws IOException {
        assertThat(begun(settings(), Optional.empty())).isEqualTo(Chunkers.defaultChunker().id());
    }

    @Test
    void anImageIsCutAsItWasWhoeverSentItAndWhateverBecameOfThat() throws IOException {
        for (JournalState state : JournalState.values()) {
            assertThat(begun(settings(), Optional.of(point("a", state, OLD.id(), CHANGED_SINCE)))).as("%s", state).isEqualTo(OLD.id());
        }
        assertThat(begun(settings().takeOver(true), Optional.of(point("b", JournalState.SEALED, OLD.id(), CHANGED_SINCE)))).isEqualTo(OLD.id());
    }

    @Test
    void whoeverNamesAChunkerHasItForAllThatIsBegun() throws IOException {
        AgentSettingsBuilder settings = settings().chunker(Optional.of(WANTED));

        assertThat(begun(settings, Optional.empty())).isEqualTo(WANTED.id());
        assertThat(begun(settings, Optional.of(point("a", JournalState.SEALED, OLD.id(), CHANGED_SINCE)))).isEqualTo(WANTED.id());
    }

    @Test
    void whatGoesOnIsCutAsItWasBegun() throws IOException {
        ImagePoint open = point("a", JournalState.OPEN, OLD.id(), fingerprint);

        for (AgentSettingsBuilder settings : List.of(settings(), settings().chunker(Optional.of(WANTED)))) {
            Sending sending = open(settings, Optional.of(open));
            assertThat(sending.cursor()).as("it goes on").isPositive();
            assertThat(sending.head().chunker()).isEqualTo(OLD.id());
        }
    }

    @Test
    void aChunkerThatThisVersionDoesNotKnowGivesWayToTheDefault() throws IOException {
        for (Fingerprint then : List.of(CHANGED_SINCE, fingerprint)) {
            Sending sending = open(settings(), Optional.of(point("a", JournalState.OPEN, UNKNOWN, then)));
            assertThat(sending.cursor()).as("it begins anew").isZero();
            assertThat(sending.head().chunker()).isEqualTo(Chunkers.defaultChunker().id());
        }
    }

    @Test
    void aChunkerWhoseBlocksFitNoRecordGivesWayToTheDefault() throws IOException {
        AgentSettingsBuilder settings = settings().recordBytes(LARGE.blockBytesMax() - 1);

        assertThat(begun(settings, Optional.of(point("a", JournalState.SEALED, LARGE.id(), CHANGED_SINCE))))
                .isEqualTo(Chunkers.defaultChunker().id());
    }

    private AgentSettingsBuilder settings() {
        return AgentSettings.builder("fleet", "a", directory);
    }

    private int begun(AgentSettingsBuilder settings, Optional<ImagePoint> last) throws IOException {
        Sending sending = open(settings, last);
        assertThat(sending.cursor()).as("it begins").isZero();
        return sending.head().chunker();
    }

    private Sending open(AgentSettingsBuilder settings, Optional<ImagePoint> last) throws IOException {
        var fleet = new Fleet(new FleetTopics("fleet"), "id", 1, new InterimStarts(Map.of()));
        Path own = Files.createTempDirectory(directory, "index");
        try (BlockIndex index = BlockIndex.open(own, "id", 8 << 20); Update update = index.update();
                SourceImage image = SourceImage.open(file.path())) {
            last.ifPresent(point -> update.image("image", point));
            update.write();
            Start start = new Openings(settings.build(), fleet, index, new Verdicts(), List.of(new Shipment(file)), new HashMap<>(), new Similarity())
                    .start(0, image);
            return ((Start.Send) start).sending();
        }
    }

    private static ImagePoint point(String agent, JournalState state, int chunker, Fingerprint then) {
        return new ImagePoint(agent, 0, 7, 0, "generation", 5, state, new Point(4096, new byte[Chain.BYTES], 0, 4096, 0), chunker, then);
    }
}
