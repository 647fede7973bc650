package io.entrepot.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterProgress;
import io.entrepot.destination.core.Figures;
import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.page.Board;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterMetersTest {

    private final Meters meters = new Meters(Map.of());
    private final WriterMeters writer = new WriterMeters(meters, new Board(), WriterListener.NONE);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void bytesAreCountedOnceByWhereTheyCameFrom() {
        // When
        writer.progress(new WriterProgress("a", "g1", 100, 40, new Figures(10, 20, 5, 4, 1, 2, 1, 0)));
        writer.progress(new WriterProgress("a", "g1", 100, 80, new Figures(20, 40, 10, 8, 2, 3, 1, 0)));
        writer.progress(new WriterProgress("b", "g2", 100, 10, new Figures(10, 0, 0, 0, 0, 0, 1, 0)));

        // Then
        assertThat(meters.scrape()).contains("entrepot_writer_image_bytes_total{origin=\"zero\"} 30.0",
                "entrepot_writer_image_bytes_total{origin=\"new\"} 40.0", "entrepot_writer_image_bytes_total{origin=\"copied\"} 8.0",
                "entrepot_writer_fetched_records_total 3.0");
    }

    @Test
    void aFailureForABadBlockIsAVerifyFailureAndAnotherIsNot() {
        // When
        writer.receipt(new ReceiptKey("a", "g1"), failed(ByteBuffer.allocate(32)));
        writer.receipt(new ReceiptKey("b", "g2"), failed(null));

        // Then
        assertThat(meters.scrape()).contains("entrepot_writer_images_total{outcome=\"failed\"} 2.0",
                "entrepot_writer_verify_failures_total 1.0");
    }

    @Test
    void whateverItHearsIsPassedOn() throws Exception {
        // Given
        List<String> heard = new ArrayList<>();
        WriterListener next = (WriterListener) Proxy.newProxyInstance(WriterListener.class.getClassLoader(), new Class<?>[] {WriterListener.class},
                (proxy, method, arguments) -> {
                    heard.add(method.getName());
                    return null;
                });
        WriterListener passing = new WriterMeters(meters, new Board(), next);
        Map<Class<?>, Object> examples = Map.of(String.class, "word", Set.class, Set.of(1), long.class, 1L, CommitStep.class, CommitStep.FORCE,
                WriterProgress.class, new WriterProgress("a", "g1", 100, 40, Figures.NONE),
                ReceiptKey.class, new ReceiptKey("a", "g1"), Receipt.class, failed(null));

        // When
        List<Method> all = Stream.of(WriterListener.class.getMethods()).filter(Method::isDefault).toList();
        for (Method method : all) {
            method.invoke(passing, Stream.of(method.getParameterTypes()).map(examples::get).toArray());
        }

        // Then
        assertThat(heard).containsExactlyElementsOf(all.stream().map(Method::getName).toList());
    }

    @Test
    void anFsyncIsAStep() {
        writer.step(CommitStep.FORCE, "a", 1_500_000_000L);

        assertThat(meters.scrape()).contains("entrepot_writer_step_seconds_count{step=\"force\"} 1",
                "entrepot_writer_step_seconds_sum{step=\"force\"} 1.5");
    }

    private static Receipt failed(ByteBuffer digest) {
        return Receipt.newBuilder().setState(ReceiptState.FAILED).setTurn(1).setOrdinal(0).setCursor(0).setOrderedBytes(0).setCause("why")
                .setDigest(digest).setAt(Instant.EPOCH).build();
    }
}
