package io.entrepot.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What a part that runs for long says of itself: a line for each thing that happens, or a JSON object with a {@code message_type}. For any
 * thread.
 */
public final class Bulletin {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ObjectMapper mapper = new ObjectMapper();
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    public Bulletin(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Something happened.
     *
     * @param type     {@code message_type} for programs
     * @param sentence for people; without JSON it is all that is said
     * @param fields   the same for programs, in this order: text, numbers, true or false
     */
    public void say(String type, String sentence, Map<String, ?> fields) {
        if (json) {
            print(type, fields);
        } else {
            print(out, LocalTime.now().format(CLOCK) + " " + sentence);
        }
    }

    /** Something went wrong that people should see, and the part goes on. */
    public void complain(String type, String sentence, Map<String, ?> fields) {
        if (json) {
            print(type, fields);
        } else {
            print(err, LocalTime.now().format(CLOCK) + " " + sentence);
        }
    }

    /** What ended it, and the way out. */
    public void error(String sentence) {
        if (json) {
            print("error", Map.of("message", sentence));
        } else {
            print(err, "entrepot: " + sentence);
        }
    }

    private void print(String type, Map<String, ?> fields) {
        ObjectNode node = mapper.createObjectNode().put("message_type", type).put("at", Instant.now().toString());
        fields.forEach((name, value) -> node.set(name, mapper.valueToTree(value)));
        try {
            print(out, mapper.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values was not written", e);
        }
    }

    private static synchronized void print(PrintStream stream, String line) {
        stream.println(line);
        stream.flush();
    }
}
