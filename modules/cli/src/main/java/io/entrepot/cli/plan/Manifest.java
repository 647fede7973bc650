package io.entrepot.cli.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.entrepot.image.Reasons;
import io.entrepot.wire.ImageNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A file that lists images: a JSON object on each line, as {@code {"source": "/srv/a.raw", "name": "web/a.raw", "partition": 0,
 * "priority": 5}}. Only the source is needed; a relative one lies below the file's own directory. Empty lines and those that begin
 * with {@code #} are passed over.
 */
public final class Manifest {

    /** Of a line: paths and names of the greatest lengths, escaped. A file of one endless line is not read into memory. */
    private static final int LINE_CHARS_MAX = 64 << 10;
    /** Each image is held in memory while it is planned. */
    private static final int LINES_MAX = 1 << 20;
    private static final Set<String> FIELDS = Set.of("source", "name", "partition", "priority");
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;
    private final OptionalInt partition;
    private final int priority;
    private final List<Planned> images = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int line;

    private Manifest(Path file, OptionalInt partition, int priority) {
        this.file = file;
        this.partition = partition;
        this.priority = priority;
    }

    /**
     * The images that the file lists, in its order.
     *
     * @param partition of those that name none
     * @param priority  of those that name none
     * @throws RefusedException that names file and line when one cannot be meant, is not there, or comes twice
     */
    public static List<Planned> read(Path file, OptionalInt partition, int priority) {
        Manifest manifest = new Manifest(file, partition, priority);
        try (Reader text = Files.newBufferedReader(file)) {
            manifest.take(text);
        } catch (IOException e) {
            throw new RefusedException("The manifest " + file + " cannot be read" + (manifest.line == 0 ? "" : " behind line " + manifest.line)
                    + ": " + Reasons.of(e) + ".", e);
        }
        if (manifest.images.isEmpty()) {
            throw new RefusedException("The manifest " + file + " lists no image.");
        }
        return List.copyOf(manifest.images);
    }

    private void take(Reader text) throws IOException {
        StringBuilder next = new StringBuilder();
        for (int read = text.read(); read >= 0; read = text.read()) {
            if (read == '\n') {
                take(next.toString());
                next.setLength(0);
            } else if (next.length() == LINE_CHARS_MAX) {
                line++;
                throw fault("is longer than " + LINE_CHARS_MAX + " characters: see whether it is an image itself");
            } else {
                next.append((char) read);
            }
        }
        if (next.length() > 0) {
            take(next.toString());
        }
    }

    private void take(String text) {
        line++;
        if (line > LINES_MAX) {
            throw fault("is one too many: a manifest has " + LINES_MAX + " at most");
        }
        if (text.isBlank() || text.strip().startsWith("#")) {
            return;
        }
        JsonNode object = parsed(text);
        object.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw fault("has the field \"" + name + "\": there are source, name, partition and priority");
            }
        });
        if (!object.path("source").isTextual() || object.path("source").asText().isEmpty()) {
            throw fault("has no \"source\", the image's file");
        }
        Path source = source(object.path("source").asText());
        if (!Files.isRegularFile(source)) {
            throw fault("names " + source + ", which is not a regular file");
        }
        String name = name(object, source);
        int number = number(object, "partition", partition.orElse(-1));
        if (object.has("partition") && number < 0) {
            throw fault("has the partition " + number + ": they are counted from 0");
        }
        images.add(new Planned(new NamedPath(name, source), number < 0 ? OptionalInt.empty() : OptionalInt.of(number),
                number(object, "priority", priority)));
    }

    private Path source(String text) {
        try {
            return file.toAbsolutePath().resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            throw fault("has a \"source\" that cannot be a file's name: " + e.getReason());
        }
    }

    private JsonNode parsed(String text) {
        try {
            JsonNode object = JSON.readTree(text);
            if (object.isObject()) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw fault("is not a JSON object: " + e.getOriginalMessage());
        }
        throw fault("is not a JSON object");
    }

    private String name(JsonNode object, Path source) {
        JsonNode given = object.path("name");
        if (!given.isMissingNode() && !given.isTextual()) {
            throw fault("has a \"name\" that is not text");
        }
        String name = given.isMissingNode() ? source.getFileName().toString() : given.asText();
        String fault = ImageNames.fault(name);
        if (fault != null) {
            throw fault("cannot be sent: its name " + fault);
        }
        Integer earlier = lines.putIfAbsent(name, line);
        if (earlier != null) {
            throw fault("has the name " + name + ", as line " + earlier + " has");
        }
        return name;
    }

    private int number(JsonNode object, String field, int otherwise) {
        JsonNode given = object.path(field);
        if (given.isMissingNode()) {
            return otherwise;
        }
        if (!given.isIntegralNumber() || !given.canConvertToInt()) {
            throw fault("has a \"" + field + "\" that is not a whole number");
        }
        return given.asInt();
    }

    private RefusedException fault(String what) {
        return new RefusedException("The manifest " + file + ", line " + line + ", " + what + ".");
    }
}
