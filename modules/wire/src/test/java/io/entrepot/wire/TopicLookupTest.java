package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** Brokers of which some have not heard yet of a topic that was just made. */
class TopicLookupTest {

    private static final FleetTopics FLEET = new FleetTopics("lookup");
    private static final TopicDescription INTERIM = new TopicDescription(FLEET.interim(), false, List.of());

    /** Whether the broker that is asked next knows the topic; the last one answers from then on. */
    private final Deque<Boolean> answers = new ArrayDeque<>();

    private final TopicLookup lookup = new TopicLookup((Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> answer()), new AdminCalls("brokers"));

    private DescribeTopicsResult answer() {
        KafkaFutureImpl<TopicDescription> future = new KafkaFutureImpl<>();
        if (answers.size() > 1 ? answers.poll() : answers.peek()) {
            future.complete(INTERIM);
        } else {
            future.completeExceptionally(new UnknownTopicOrPartitionException());
        }
        return new Described(Map.of(FLEET.interim(), future));
    }

    private static final class Described extends DescribeTopicsResult {
        Described(Map<String, KafkaFuture<TopicDescription>> futures) {
            super(null, futures);
        }
    }

    @Test
    void aFleetThatOneBrokerKnowsIsWaitedForAtTheNext() {
        // Given
        answers.addAll(List.of(true, false, false, true));
        lookup.described(List.of(FLEET.interim()));

        // When
        TopicDescription interim = lookup.interim(FLEET);

        // Then
        assertThat(interim).isEqualTo(INTERIM);
    }

    @Test
    void aFleetThatNobodyHasHeardOfIsRefusedAtOnce() {
        answers.addAll(List.of(false, true));

        assertThatThrownBy(() -> lookup.interim(FLEET)).isInstanceOf(TopicException.class).hasMessageContaining("There is no fleet lookup");
    }

    @Test
    void aFleetThatWasDeletedIsNotWaitedFor() {
        answers.addAll(List.of(true, false, true));
        lookup.described(List.of(FLEET.interim()));
        lookup.forget(List.of(FLEET.interim()));

        assertThatThrownBy(() -> lookup.interim(FLEET)).isInstanceOf(TopicException.class).hasMessageContaining("There is no fleet lookup");
    }
}
