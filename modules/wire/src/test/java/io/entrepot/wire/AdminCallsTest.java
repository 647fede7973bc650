package io.entrepot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AdminCallsTest {

    private final AdminCalls calls = new AdminCalls("k:9092", Duration.ZERO);
    private final KafkaFutureImpl<String> answer = new KafkaFutureImpl<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    /** Kafka answers as soon as it was said that it does not. */
    private final AppenderBase<ILoggingEvent> terminal = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage());
            answer.complete("here");
        }
    };

    @BeforeEach
    void listen() {
        terminal.start();
        logger().addAppender(terminal);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(terminal);
    }

    @Test
    void whoWaitsForKafkaIsToldOnce() {
        assertThat(calls.get("find it", answer)).isEqualTo("here");
        assertThat(said).containsExactly("Kafka at k:9092 does not answer yet.");
        assertThat(calls.get("find it", KafkaFuture.completedFuture("again"))).isEqualTo("again");
        assertThat(calls.getSilently("find it", KafkaFuture.completedFuture("silently"))).isEqualTo("silently");
        assertThat(said).hasSize(1);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(AdminCalls.WAITING);
    }
}
