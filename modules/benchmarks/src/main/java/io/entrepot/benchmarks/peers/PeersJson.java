package io.entrepot.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.benchmarks.Fleet;
import io.entrepot.benchmarks.report.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Everything that was measured, for other programs. */
final class PeersJson {

    private PeersJson() {
    }

    static ObjectNode tree(Fleet fleet, List<Row> rows, Instant when) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", when.toString());
        root.put("cores", Runtime.getRuntime().availableProcessors());
        root.put("kernel", System.getProperty("os.version"));
        root.putObject("fleet").put("images", fleet.images().size()).put("bytes", fleet.bytes());
        ArrayNode tools = root.putArray("tools");
        rows.forEach(row -> put(tools.addObject(), row));
        ArrayNode targets = root.putArray("targets");
        for (Target target : Target.ALL) {
            ObjectNode node = targets.addObject().put("what", target.what()).put("must", target.must()).put("aim", target.aim());
            target.reached(rows).ifPresent(reached -> node.put("reached", reached).put("verdict", target.verdict(reached)));
        }
        return root;
    }

    static void write(ObjectNode tree, Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), tree);
    }

    private static void put(ObjectNode node, Row row) {
        node.put("tool", row.tool());
        for (Metric metric : Metric.values()) {
            row.spread(metric).ifPresent(spread -> put(node.putObject(metric.key()), spread));
        }
        ArrayNode turns = node.putArray("turns");
        for (Trial trial : row.turns()) {
            ObjectNode turn = turns.addObject();
            if (trial instanceof Trial.Done done) {
                for (Metric metric : Metric.values()) {
                    turn.put(metric.key(), metric.of(done));
                }
            } else if (trial instanceof Trial.Failed failed) {
                turn.put("failed", failed.why());
            }
        }
    }

    private static void put(ObjectNode node, Spread spread) {
        node.put("min", spread.min()).put("median", spread.median()).put("max", spread.max());
    }
}
