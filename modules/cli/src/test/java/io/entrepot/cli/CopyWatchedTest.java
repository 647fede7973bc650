package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.cli.process.Interruption;
import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.monitor.metrics.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code copy --http-port}, looked at from within: while the writer gives an image its name, it waits for whoever looks. */
class CopyWatchedTest {

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final String[] PATHS = {"", "metrics", "health/live", "health/ready", "fleet.json"};

    @TempDir
    Path temp;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final WriterListener look = new WriterListener() {
        @Override
        public void step(CommitStep step, String image, long tookNs) {
            if (step == CommitStep.RENAME && answers.isEmpty()) {
                ask();
            }
        }
    };

    @Test
    void aCopyTellsItsFiguresItsHealthAndItsFleet() throws IOException {
        // Given
        byte[] bytes = new byte[3 << 20];
        new Random(5).nextBytes(bytes);
        Path images = Files.createDirectories(temp.resolve("images"));
        Files.write(images.resolve("a.raw"), bytes);
        Files.write(images.resolve("b.raw"), bytes);

        // When
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Main.run(new String[] {"copy", "--http-port", "0", images.toString(), temp.resolve("to").toString()},
                new Surroundings(stream, stream, Interruption.none(), look));

        // Then
        assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(answers).containsOnlyKeys(PATHS);
        assertThat(answers.get("")).startsWith("200 <!DOCTYPE html>");
        assertThat(answers.get("health/live")).isEqualTo("200 live\n");
        assertThat(answers.get("health/ready")).startsWith("200 ").contains("resequencer: ready", "writer: ready", "agent: ready");
        assertThat(answers.get("fleet.json")).startsWith("200 {").contains("\"name\":\"a.raw\"");
        assertThat(answers.get("metrics")).startsWith("200 ")
                .contains("kafka_producer_record_send_total{", "kafka_stream_thread_", "jvm_memory_used_bytes{");
        Arrays.stream(Metric.values()).filter(metric -> !metric.prometheusName().matches("entrepot_(fleet|partition)_.*")).forEach(metric ->
                assertThat(answers.get("metrics")).contains("\n" + metric.prometheusName()));
    }

    private void ask() {
        Matcher url = URL.matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(url.find()).isTrue();
        for (String path : PATHS) {
            try {
                HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url.group() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
                answers.put(path, answer.statusCode() + " " + answer.body());
            } catch (IOException e) {
                answers.put(path, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
