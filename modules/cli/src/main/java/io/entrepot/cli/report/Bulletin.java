package io.entrepot.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
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
            printText(out, LocalTime.now().format(CLOCK) + " " + sentence);
        }
    }

    /** Something happened to an image: its name stands in front of what is said. */
    public void image(String type, String name, String sentence, Map<String, ?> fields) {
        say(type, name + ": " + sentence, named(name, fields));
    }

    /** An image has failed, and the others go on. */
    public void failed(String name, String cause, Map<String, ?> fields) {
        Map<String, Object> all = named(name, fields);
        all.put("cause", cause);
        if (json) {
            print("failed", all);
        } else {
            printText(err, LocalTime.now().format(CLOCK) + " " + name + ": FAILED: " + cause);
        }
    }

    private static Map<String, Object> named(String name, Map<String, ?> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("image", name);
        named.putAll(fields);
        return named;
    }

    /** What ended it, and the way out. */
    public void error(String sentence) {
        if (json) {
            print("error", Map.of("message", sentence));
        } else {
            printText(err, "entrepot: " + sentence);
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

    /** Names and causes come from topics: nothing in them moves a cursor or begins a line. */
    private static void printText(PrintStream stream, String line) {
        print(stream, Names.printable(line));
    }

    private static synchronized void print(PrintStream stream, String line) {
        stream.println(line);
        stream.flush();
    }
}
