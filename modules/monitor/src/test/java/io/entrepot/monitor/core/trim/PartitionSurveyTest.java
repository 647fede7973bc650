package io.entrepot.monitor.core.trim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.wire.Carrier;
import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.KnownRun;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.ReplayStarted;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Against a model that keeps each record: what all destinations have is trimmed, and nothing that one of them needs. */
class PartitionSurveyTest {

    private static final int ROUNDS = 300;
    private static final SortedSet<String> DESTINATIONS = new TreeSet<>(Set.of("bergen", "oslo"));

    /** One sending as the model has it: every offset that it needs, its own and its carriers'. */
    private static final class Model {
        final String image;
        final String id;
        final Set<Long> own = new HashSet<>();
        final Set<Long> needs = new HashSet<>();
        boolean sealed;
        boolean aborted;
        boolean followed;
        final Set<String> has = new HashSet<>();

        Model(String image, String id) {
            this.image = image;
            this.id = id;
        }

        boolean isWantedBy(String destination) {
            return !aborted && !(followed && !sealed) && !has.contains(destination);
        }
    }

    @Test
    void whatAllHaveGoesAndNothingThatOneNeeds() {
        int trimmed = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            // Given
            Random random = new Random(seed);
            PartitionSurvey survey = new PartitionSurvey(0, DESTINATIONS);
            List<Model> models = new ArrayList<>();
            DESTINATIONS.forEach(destination -> survey.readUpTo(destination, Long.MAX_VALUE));
            long end = publish(random, survey, models);
            receipts(random, survey, models);

            // When
            long before = survey.delivered(0, end).offset();

            // Then
            for (Model model : models) {
                for (String destination : DESTINATIONS) {
                    if (model.isWantedBy(destination)) {
                        assertThat(model.needs).as("H: what %s needs of %s, seed %d", destination, model.image, seed)
                                .allMatch(offset -> offset >= before);
                    }
                }
            }
            assertThat(survey.losses(before)).as("undelivered, seed %d", seed).noneMatch(loss -> loss.kind().isUndelivered());
            if (before < end) {
                assertThat(survey.losses(end)).as("there is one who holds it, seed %d", seed).anyMatch(loss -> loss.kind().isUndelivered());
                assertThat(survey.delivered(0, end).holder()).as("seed %d", seed).isPresent();
            }
            trimmed += before > 0 ? 1 : 0;
        }
        assertThat(trimmed).as("rounds in which something could go").isGreaterThan(ROUNDS / 4);
    }

    @Test
    void whatADestinationHasNotReadStaysAndMarkersAreNoRecords() {
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("oslo")));
        survey.readUpTo("oslo", 2);
        Model model = new Model("a", id(1));
        survey.interim(0, key(model), opened());
        survey.interim(1, key(model), sealed());
        assertThat(survey.losses(3)).extracting(Loss::kind).doesNotContain(Loss.Kind.UNREAD);

        survey.interim(4, key(new Model("b", id(2))), opened());

        assertThat(survey.losses(4)).extracting(Loss::kind).doesNotContain(Loss.Kind.UNREAD);
        assertThat(survey.losses(5)).extracting(Loss::kind).contains(Loss.Kind.UNREAD);
    }

    @Test
    void anImageThatStaysAndRefersToWhatGoesIsNamed() {
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("oslo")));
        Model golden = new Model("golden", id(1));
        Model clone = new Model("clone", id(2));
        survey.interim(0, key(golden), opened());
        survey.interim(1, key(golden), sealed());
        survey.interim(2, key(clone), opened());
        survey.interim(3, key(clone), known(golden));
        survey.interim(4, key(clone), sealed());
        said(survey, "oslo", golden, 0);
        said(survey, "oslo", clone, 2);

        assertThat(survey.losses(2)).extracting(Loss::image, Loss::kind).containsExactly(
                tuple("golden", Loss.Kind.RECORDS),
                tuple("clone", Loss.Kind.CARRIERS));
    }

    @Test
    void whatARecordNeedsThatCannotBeReadMayBeAnything() {
        // Given
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("oslo")));
        survey.readUpTo("oslo", 9);
        Model golden = new Model("golden", id(1));
        Model clone = new Model("clone", id(2));
        survey.interim(0, key(golden), opened());
        survey.interim(1, key(golden), sealed());
        survey.interim(2, key(clone), opened());
        survey.unreadable(3, key(clone));
        survey.unreadable(4, key(clone));
        said(survey, "oslo", golden, 0);

        // When, Then
        assertThat(survey.losses(2)).as("H: it may need golden").extracting(Loss::kind, Loss::image, Loss::offset)
                .contains(tuple(Loss.Kind.UNREADABLE, "clone", 3L)).hasSize(2);
        survey.interim(5, key(new Model("clone", id(3))), opened());
        assertThat(survey.losses(2)).as("what cannot be read may have been its seal").extracting(Loss::kind).contains(Loss.Kind.UNREADABLE);

        // When the destination has it, or a newer one
        said(survey, "oslo", clone, 2);

        // Then
        assertThat(survey.losses(2)).extracting(Loss::kind).containsExactly(Loss.Kind.RECORDS);
    }

    @Test
    void aRecordThatIsNobodysKeepsItsPartition() {
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("oslo")));
        survey.readUpTo("oslo", 0);
        survey.unreadable(3, null);
        survey.unreadable(4, null);

        assertThat(survey.losses(1)).containsExactly(new Loss(Loss.Kind.UNREADABLE, 0, "", "", "", 3));
        assertThat(survey.losses(4)).as("it is unread as any other").extracting(Loss::kind).contains(Loss.Kind.UNREAD);
    }

    @Test
    void whatADestinationSaidOfAnEarlierLifeDoesNotSayThatItHasIt() {
        // Given
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("oslo")));
        survey.readUpTo("oslo", 9);
        Model model = new Model("a", id(1));
        survey.interim(0, key(model), opened());
        survey.interim(1, key(model), sealed());
        said(survey, "oslo", model, 0);
        assertThat(survey.delivered(0, 2).offset()).isEqualTo(2);

        // When it is recalled, and the receipt of before is told again
        RecallSurvey recall = survey.again("oslo");
        recall.record(0, key(model), new RecallStarted(id(7), 0L, "topic", 0L, 0, 1));
        recall.record(1, key(model), sealed());
        said(survey, "oslo", model, 0, 1);

        // Then
        assertThat(survey.delivered(0, 2).offset()).as("H: a recall waits").isZero();
        assertThat(survey.delivered(0, 2).holder()).get().extracting(Loss::image).isEqualTo("a");
        assertThat(recall.before(0, 3, 9, 0)).as("its start stays").isZero();

        // When the new life has come to its end
        recall = survey.again("oslo");
        recall.record(0, key(model), new RecallStarted(id(7), 0L, "topic", 0L, 0, 1));
        recall.record(1, key(model), sealed());
        said(survey, "oslo", model, 0, 2);

        // Then
        assertThat(survey.delivered(0, 2).offset()).isEqualTo(2);
        assertThat(recall.before(0, 3, 9, 0)).isEqualTo(3);
    }

    @Test
    void aRecallThatWasGivenUpIsNoneAndTheWordOfAReplayStaysUntilItsTimeHasCome() {
        Model model = new Model("a", id(1));
        RecallSurvey recall = new RecallSurvey();
        recall.record(0, key(model), new ReplayStarted(id(7), "topic", 5L));
        recall.record(1, key(model), new RecallStarted(id(7), 0L, "topic", 0L, 0, 1));
        assertThat(recall.outlives(model.id, 1)).as("under way").isTrue();

        recall.record(2, key(model), ImageAborted.newBuilder().setReason("why").build());

        assertThat(recall.outlives(model.id, 1)).isFalse();
        assertThat(recall.before(0, 4, 4, 5)).as("before all of that is read").isZero();
        assertThat(recall.before(0, 4, 5, 4)).as("before all of that is gone, of which nothing else says that it was not given").isZero();
        assertThat(recall.before(0, 4, 5, 5)).isEqualTo(4);

        recall.record(3, key(model), new RecallStarted(id(7), 0L, "topic", 0L, 0, 1));
        recall.record(4, key(new Model("b", id(2))), new RecallStarted(id(7), 0L, "topic", 0L, 0, 1));
        assertThat(recall.outlives(model.id, 1)).as("another followed").isFalse();
        assertThat(recall.outlives(id(2), 1)).isTrue();
    }

    @Test
    void whatAReplayDidNotGiveToTheDestinationThatItMadeIsNotWaitedForThere() {
        // Given: one that oslo has and bergen was not given, and one that was recalled for bergen
        PartitionSurvey survey = new PartitionSurvey(0, DESTINATIONS);
        DESTINATIONS.forEach(destination -> survey.readUpTo(destination, Long.MAX_VALUE));
        Model left = new Model("left", id(1));
        Model recalled = new Model("recalled", id(2));
        Model later = new Model("later", id(3));
        long offset = 0;
        for (Model model : List.of(left, recalled, later)) {
            survey.interim(offset++, key(model), opened());
            survey.interim(offset++, key(model), sealed());
        }
        RecallSurvey bergen = survey.again("bergen");
        bergen.record(0, key(left), new ReplayStarted(id(7), "topic", 4L));
        bergen.record(1, key(recalled), new RecallStarted(id(7), 2L, "topic", 0L, 0, 0));
        bergen.record(2, key(recalled), sealed());

        // When
        said(survey, "oslo", left, 0);
        said(survey, "oslo", recalled, 2);
        said(survey, "oslo", later, 4);

        // Then
        assertThat(survey.delivered(0, 6).offset()).as("H: the recalled one waits there").isEqualTo(2);
        assertThat(survey.losses(2)).extracting(Loss::kind).containsExactly(Loss.Kind.RECORDS);

        // When
        said(survey, "bergen", recalled, 2);

        // Then
        assertThat(survey.delivered(0, 6).offset()).as("H: what was opened behind the replay is passed on there").isEqualTo(4);
    }

    @Test
    void whatNoDestinationHasIsWaitedForWhereAReplayLeftItOut() {
        // Given
        PartitionSurvey survey = new PartitionSurvey(0, new TreeSet<>(Set.of("bergen")));
        survey.readUpTo("bergen", Long.MAX_VALUE);
        Model model = new Model("a", id(1));
        survey.interim(0, key(model), opened());
        survey.interim(1, key(model), sealed());

        // When
        survey.again("bergen").record(0, key(model), new ReplayStarted(id(7), "topic", 2L));

        // Then
        assertThat(survey.delivered(0, 2).offset()).as("H: the replay may have been killed before it came to it").isZero();
        assertThat(survey.delivered(0, 2).holder()).get().extracting(Loss::image).isEqualTo("a");
    }

    private static long publish(Random random, PartitionSurvey survey, List<Model> models) {
        long offset = 0;
        Map<String, Model> open = new HashMap<>();
        for (int step = 0; step < 40; step++) {
            String image = "image" + random.nextInt(4);
            Model model = open.get(image);
            if (model == null || random.nextInt(12) == 0) {
                models.stream().filter(older -> older.image.equals(image)).forEach(older -> older.followed = true);
                model = new Model(image, new UUID(step, random.nextLong()).toString());
                models.add(model);
                open.put(image, model);
                survey.interim(offset, key(model), opened());
            } else if (random.nextInt(3) > 0) {
                Model carrier = models.get(random.nextInt(models.size()));
                boolean refers = random.nextBoolean();
                survey.interim(offset, key(model), refers ? known(carrier) : null);
                if (refers) {
                    model.needs.addAll(carrier.own.stream().filter(ofCarrier -> random.nextBoolean()).toList());
                }
            } else {
                model.sealed = random.nextInt(4) > 0;
                model.aborted = !model.sealed;
                open.remove(image);
                survey.interim(offset, key(model), model.sealed ? sealed() : ImageAborted.newBuilder().setReason("why").build());
            }
            model.own.add(offset);
            model.needs.add(offset);
            offset += 1 + random.nextInt(2);
        }
        return offset;
    }

    private static void receipts(Random random, PartitionSurvey survey, List<Model> models) {
        for (String destination : DESTINATIONS) {
            for (Model model : models) {
                if (model.sealed && random.nextInt(5) > 0) {
                    said(survey, destination, model, model.own.stream().min(Long::compare).orElseThrow());
                    for (Model older : models.subList(0, models.indexOf(model) + 1)) {
                        if (older.image.equals(model.image)) {
                            older.has.add(destination);
                        }
                    }
                }
            }
        }
    }

    private static void said(PartitionSurvey survey, String destination, Model model, long ordinal) {
        said(survey, destination, model, ordinal, 1);
    }

    private static void said(PartitionSurvey survey, String destination, Model model, long ordinal, int turn) {
        survey.receipt(destination, new ReceiptKey(model.image, model.id), Receipt.newBuilder().setState(ReceiptState.COMMITTED).setTurn(turn)
                .setOrdinal(ordinal).setCursor(0).setOrderedBytes(0).setAt(Instant.EPOCH).build());
    }

    private static RecordKey key(Model model) {
        return new RecordKey(model.image, model.id, 0L);
    }

    private static SpecificRecord opened() {
        return ImageOpened.newBuilder().setSize(0).setAgent("a").setChunker(1).setMode(0600).setModifiedAtNs(0).setOpenedAt(Instant.EPOCH)
                .build();
    }

    private static SpecificRecord sealed() {
        return ImageSealed.newBuilder().setSize(0).setChain(ByteBuffer.allocate(32)).setZeroBytes(0).setNewBytes(0).setKnownBytes(0).build();
    }

    private static SpecificRecord known(Model carrier) {
        return new KnownBlocks(1L, List.of(new Carrier(carrier.image, carrier.id)), List.of(KnownRun.newBuilder().setCarrier(0)
                .setCarrierOffset(0).setLengths(List.of(1)).setDigests(ByteBuffer.allocate(32)).build()));
    }

    private static String id(long number) {
        return new UUID(0, number).toString();
    }
}
