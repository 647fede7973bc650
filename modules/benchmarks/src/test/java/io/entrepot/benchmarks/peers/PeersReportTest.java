package io.entrepot.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.benchmarks.Fleet;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PeersReportTest {

    private static final List<Row> ROWS = List.of(
            Samples.row("copy", Samples.done(10, 0, 500_000_000, 600_000_000), Samples.done(12, 0, 500_000_000, 600_000_000)),
            Samples.row("casync", Samples.done(60, 50, 1, 900_000_000)),
            Samples.direct("cp", 5.5), Samples.row("restic", new Trial.Failed("there: exit 1, <full>")));

    @Test
    void putsMediansAndRatiosInATableAndFailuresBelowIt() {
        assertThat(PeersText.lines(ROWS)).containsExactly(
                "        turns  there s  back s  both s   min   max  x copy  CPU s  peak MB  between MB  x copy",
                "copy        2     11.0    0.00    11.0  10.0  12.0    1.00   2.00      500         600    1.00",
                "casync      1     60.0    50.0     110   110   110    10.0   2.00     0.00         900    1.50",
                "cp          1     5.50    0.00    5.50  5.50  5.50    0.50   1.00     0.00",
                "restic failed: there: exit 1, <full>");
    }

    @Test
    void writesEveryTurnAndVerdict() {
        JsonNode tree = PeersJson.tree(new Fleet(Path.of("/fleet"), List.of("a"), 7), ROWS, Instant.EPOCH);

        assertThat(tree.at("/tools/0/wallSeconds/median").asDouble()).isEqualTo(11);
        assertThat(tree.at("/tools/0/turns/1/thereSeconds").asDouble()).isEqualTo(12);
        assertThat(tree.at("/tools/2/betweenBytes").isMissingNode()).isTrue();
        assertThat(tree.at("/tools/3/turns/0/failed").asText()).contains("exit 1");
        assertThat(tree.at("/targets/2/verdict").asText()).isEqualTo("aim met");
    }

    @Test
    void drawsWellFormedBarsFastestFirst() throws Exception {
        String svg = PeersPlot.svg(ROWS, "8 images & more");

        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var texts = document.getElementsByTagName("text");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            if (texts.item(i).getAttributes().getNamedItem("text-anchor") != null) {
                names.add(texts.item(i).getTextContent());
            }
        }
        assertThat(names).containsExactly("cp", "Entrepot", "casync");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("8 images & more");
    }

    @Test
    void beginsEachTurnWithAnother() {
        List<String> tools = List.of("a", "b", "c");

        assertThat(List.of(Course.order(tools, 0), Course.order(tools, 1), Course.order(tools, 3)))
                .containsExactly(List.of("a", "b", "c"), List.of("b", "c", "a"), List.of("a", "b", "c"));
    }
}
