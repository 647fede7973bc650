package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlOrdersTest {

    private static final List<String> GLOBS = List.of("**", "a*", "b*", "a1", "*/x", "{a1,b2}");
    private static final List<String> NAMES = List.of("a1", "a2", "b1", "b2", "r/x", "c");

    private record Said(String glob, ControlVerb verb) {
    }

    /** Against a list that is never made shorter, and against what compaction leaves of it. */
    @Test
    void theLastOrderThatFitsCounts() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ControlOrders orders = new ControlOrders();
            List<Said> all = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                Said said = new Said(GLOBS.get(random.nextInt(GLOBS.size())), ControlVerb.values()[random.nextInt(3)]);
                all.add(said);
                orders.take(images(said.glob()), order(said.verb(), null));
            }
            ControlOrders compacted = new ControlOrders();
            for (int i = 0; i < all.size(); i++) {
                Said said = all.get(i);
                if (all.subList(i + 1, all.size()).stream().noneMatch(later -> later.glob().equals(said.glob()))) {
                    compacted.take(images(said.glob()), order(said.verb(), null));
                }
            }
            for (String name : NAMES) {
                boolean paused = false;
                for (Said said : all) {
                    if (ImageGlob.of(said.glob()).matches(name)) {
                        paused = said.verb() == ControlVerb.PAUSE;
                    }
                }
                assertThat(orders.isPaused(name)).as("seed %d, %s after %s", seed, name, all).isEqualTo(paused);
                assertThat(compacted.isPaused(name)).as("seed %d, compacted, %s after %s", seed, name, all).isEqualTo(paused);
            }
        }
    }

    @Test
    void whatHoldsAgentsUpIsStandingInTheOrderInWhichItWasSaid() {
        ControlOrders orders = new ControlOrders();
        orders.take(images("a*"), order(ControlVerb.RESUME, null));
        orders.take(images("c"), order(ControlVerb.CANCEL, null));
        orders.take(rate("x"), order(ControlVerb.RATE, 5L));
        orders.take(rate("y"), order(ControlVerb.RATE, null));
        orders.take(images("b*"), order(ControlVerb.PAUSE, null));
        orders.take(images("b1"), order(ControlVerb.RESUME, null));
        assertThat(orders.standing()).extracting(standing -> standing.order().getVerb() + " " + standing.key().getPattern())
                .containsExactly("PAUSE b*", "RESUME b1", "RATE x");

        orders.take(rate("**"), order(ControlVerb.RATE, 7L));
        orders.take(rate("y"), order(ControlVerb.RATE, null));
        assertThat(orders.standing()).extracting(standing -> standing.order().getVerb() + " " + standing.key().getPattern())
                .as("y has no limit, though all have").containsExactly("PAUSE b*", "RESUME b1", "RATE **", "RATE y");

        orders.take(images("**"), order(ControlVerb.RESUME, null));
        orders.take(rate("**"), order(ControlVerb.RATE, null));
        assertThat(orders.standing()).isEmpty();
    }

    @Test
    void theLastRateThatConcernsTheAgentCounts() {
        ControlOrders orders = new ControlOrders();
        assertThat(orders.rate("a")).isEmpty();

        orders.take(rate("a"), order(ControlVerb.RATE, 5L));
        assertThat(orders.rate("a")).contains(OptionalLong.of(5));
        assertThat(orders.rate("b")).isEmpty();

        orders.take(rate("**"), order(ControlVerb.RATE, null));
        assertThat(orders.rate("a")).isEqualTo(Optional.of(OptionalLong.empty()));

        orders.take(rate("a"), order(ControlVerb.RATE, 7L));
        assertThat(orders.rate("a")).contains(OptionalLong.of(7));
        assertThat(orders.rate("b")).isEqualTo(Optional.of(OptionalLong.empty()));
    }

    @Test
    void ordersWithoutSenseChangeNothing() {
        ControlOrders orders = new ControlOrders();
        orders.take(images("**"), order(ControlVerb.PAUSE, null));

        assertThatThrownBy(() -> orders.take(images("{a"), order(ControlVerb.RESUME, null)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("brace");
        assertThatThrownBy(() -> orders.take(rate("a"), order(ControlVerb.RESUME, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> orders.take(images("a"), order(ControlVerb.RATE, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(orders.isPaused("a")).isTrue();
    }

    @Test
    void manyOrdersTakeNoMoreThanABoundedPlace() {
        ControlOrders orders = new ControlOrders();
        for (int i = 0; i < 3 * ControlOrders.ORDERS_MAX; i++) {
            orders.take(images("image-" + i), order(ControlVerb.PAUSE, null));
        }

        assertThat(orders.isPaused("image-0")).as("I: the oldest is forgotten").isFalse();
        assertThat(orders.isPaused("image-" + (3 * ControlOrders.ORDERS_MAX - 1))).isTrue();
    }

    private static ControlKey images(String glob) {
        return new ControlKey(ControlSubject.IMAGES, glob);
    }

    private static ControlKey rate(String agent) {
        return new ControlKey(ControlSubject.RATE, agent);
    }

    private static ControlOrder order(ControlVerb verb, Long bytesPerSecond) {
        return new ControlOrder(verb, bytesPerSecond, "test", Instant.EPOCH);
    }
}
