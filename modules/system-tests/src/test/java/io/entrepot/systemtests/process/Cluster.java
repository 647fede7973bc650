package io.entrepot.systemtests.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code entrepot broker} as a process of its own, and the other commands told where it is. */
public final class Cluster implements AutoCloseable {

    private final RunningCopy broker;
    private final Path states;
    private final String bootstrapServer;
    private final String registry;

    private Cluster(RunningCopy broker, Path states) {
        this.broker = broker;
        this.states = states;
        JsonNode ready = json(broker.awaitLine(line -> line.contains("\"ready\"")));
        this.bootstrapServer = ready.get("listeners").get(0).asText().replaceFirst("^.*://", "");
        this.registry = ready.get("schemaRegistry").asText();
    }

    /**
     * Starts a broker and waits until it is ready.
     *
     * @param directory everything lies below it
     * @param listener  protocol and address; port 0
     * @param options   further ones
     */
    public static Cluster start(Path directory, String listener, String... options) {
        List<String> arguments = new ArrayList<>(List.of("broker", "--directory", directory.resolve("broker").toString(), "--listener",
                listener, "--registry-port", "0", "--json"));
        arguments.addAll(List.of(options));
        return new Cluster(CopyProcess.entrepot(arguments.toArray(String[]::new)).start(), directory.resolve("states"));
    }

    /** What the broker serves, when it was told to. */
    public Watched watched() {
        return Watched.of(broker, "\"ready\"");
    }

    /** Where clients of ours find the broker. */
    public String bootstrapServer() {
        return bootstrapServer;
    }

    /** URL of the schema registry. */
    public String registry() {
        return registry;
    }

    /** A command on a fleet's topics. */
    public CopyProcess topics(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("topics", command, "--bootstrap-server", bootstrapServer));
        arguments.addAll(List.of(options));
        return CopyProcess.entrepot(arguments.toArray(String[]::new));
    }

    /**
     * A part.
     *
     * @param command what a person would type first
     * @param state   name of the directory that it keeps its state in
     */
    public CopyProcess part(String command, String state, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", bootstrapServer, "--schema-registry", registry,
                "--state", states.resolve(state).toString(), "--json"));
        arguments.addAll(List.of(options));
        return CopyProcess.entrepot(arguments.toArray(String[]::new));
    }

    /** A command that keeps no state of its own. */
    public CopyProcess command(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", bootstrapServer, "--schema-registry", registry,
                "--json"));
        arguments.addAll(List.of(options));
        return CopyProcess.entrepot(arguments.toArray(String[]::new));
    }

    /** Whether a line of a part says this of this image. */
    public static boolean says(String line, String type, String image) {
        JsonNode json = json(line);
        return json.path("message_type").asText().equals(type) && json.path("image").asText().equals(image);
    }

    /** A line that is none, as a Java machine's own, says nothing. */
    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
