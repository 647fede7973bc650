package io.entrepot.source.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class SpaceTest {

    private static final SpaceBounds BOTH = new SpaceBounds(OptionalLong.of(1_000), OptionalLong.of(400));

    @Test
    void aBoundThatIsPassedHoldsUntilThereIsSomewhatMoreRoomThanNeeded() {
        SpaceRule rule = new SpaceRule(BOTH);

        assertThat(rule.judge(room(1_000, 400))).isEmpty();
        assertThat(rule.judge(room(1_001, 400))).hasValueSatisfying(why ->
                assertThat(why).contains("interim topic").contains("1,001 bytes").contains("1,000 bytes"));
        assertThat(rule.judge(room(960, 400))).isPresent();
        assertThat(rule.judge(room(950, 400))).isEmpty();
        assertThat(rule.judge(room(950, 399))).hasValueSatisfying(why -> assertThat(why).contains("broker 3").contains("399 bytes"));
        assertThat(rule.judge(room(950, 419))).isPresent();
        assertThat(rule.judge(room(950, 420))).isEmpty();
    }

    @Test
    void whateverRoomThereIsABoundIsNeverPassedUnseenNorHeldFarFromIt() {
        Random random = new Random(3);
        SpaceRule rule = new SpaceRule(BOTH);
        for (int i = 0; i < 10_000; i++) {
            Room room = room(900 + random.nextInt(200), 350 + random.nextInt(100));
            boolean held = rule.judge(room).isPresent();
            if (room.interimBytes() > 1_000 || room.freeBytes().getAsLong() < 400) {
                assertThat(held).as("%s", room).isTrue();
            } else if (room.interimBytes() <= 950 && room.freeBytes().getAsLong() >= 420) {
                assertThat(held).as("%s", room).isFalse();
            }
        }
    }

    @Test
    void brokersThatDoNotAnswerChangeNothingAndAreAskedAgain() {
        List<Optional<String>> verdicts = new CopyOnWriteArrayList<>();
        AtomicReference<Room> room = new AtomicReference<>(room(2_000, 500));
        AtomicInteger unanswered = new AtomicInteger();
        try (SpaceWatch watch = new SpaceWatch(BOTH, () -> Optional.ofNullable(room.get()).orElseThrow(() -> {
            unanswered.incrementAndGet();
            return new KafkaException("away");
        }), () -> { }, 1, verdicts::add)) {
            watch.start();
            assertThat(verdicts.get(0)).isPresent();
            room.set(null);
            await().atMost(Duration.ofMinutes(5)).until(() -> unanswered.get() > 1);
            assertThat(verdicts).allMatch(Optional::isPresent);
            room.set(room(100, 500));
            await().atMost(Duration.ofMinutes(5)).until(() -> verdicts.get(verdicts.size() - 1).isEmpty());
        }
    }

    private static Room room(long interimBytes, long freeBytes) {
        return new Room(interimBytes, OptionalLong.of(freeBytes), 3);
    }
}
