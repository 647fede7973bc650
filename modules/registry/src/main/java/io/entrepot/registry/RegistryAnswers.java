package io.entrepot.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Questions in Confluent's form and their answers. */
final class RegistryAnswers {

    /** Confluent's codes. */
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int INVALID_SCHEMA = 42201;
    private static final int STORE_ERROR = 50001;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmbeddedRegistry registry;

    RegistryAnswers(EmbeddedRegistry registry) {
        this.registry = registry;
    }

    /** @param json UTF-8 */
    record Answer(int status, byte[] json) {
    }

    static Answer tooLarge() {
        return error(413, 41300, "Too large");
    }

    /** @param path as it came, escaped */
    Answer to(String method, String path, byte[] body) {
        String[] parts = path.replaceFirst("^/+", "").split("/", -1);
        try {
            if (method.equals("POST") && parts.length == 3 && parts[0].equals("subjects") && parts[2].equals("versions")) {
                return register(decoded(parts[1]), body);
            }
            if (!method.equals("GET")) {
                return error(405, 405, "Not a question that is answered here");
            }
            return switch (parts[0]) {
                case "" -> ok(Map.of());
                case "subjects" -> subjects(parts);
                case "schemas" -> schemas(parts);
                default -> error(404, 404, "Not found");
            };
        } catch (UnknownSchemaException e) {
            return error(404, SCHEMA_NOT_FOUND, "Schema not found");
        } catch (NumberFormatException e) {
            return error(404, VERSION_NOT_FOUND, "Not a number");
        } catch (RegistryStoreException e) {
            return error(500, STORE_ERROR, e.getMessage());
        } catch (IllegalArgumentException e) {
            return error(400, 400, "Not a path");
        } catch (RegistryException e) {
            return error(422, INVALID_SCHEMA, e.getMessage());
        }
    }

    private Answer register(String subject, byte[] body) {
        JsonNode schema;
        try {
            schema = JSON.readTree(body).path("schema");
        } catch (IOException e) {
            return error(422, INVALID_SCHEMA, "Not JSON");
        }
        if (!schema.isTextual()) {
            return error(422, INVALID_SCHEMA, "No schema");
        }
        return ok(Map.of("id", registry.register(subject, schema.asText())));
    }

    private Answer schemas(String[] parts) {
        if (parts.length != 3 || !parts[1].equals("ids")) {
            return error(404, 404, "Not found");
        }
        return ok(Map.of("schema", registry.schema(Integer.parseInt(parts[2]))));
    }

    private Answer subjects(String[] parts) {
        if (parts.length == 1) {
            return ok(registry.subjects());
        }
        String subject = decoded(parts[1]);
        List<Integer> ids = registry.versions(subject);
        if (ids.isEmpty()) {
            return error(404, SUBJECT_NOT_FOUND, "Subject not found");
        }
        if (parts.length == 3 && parts[2].equals("versions")) {
            return ok(IntStream.rangeClosed(1, ids.size()).toArray());
        }
        if (parts.length != 4 || !parts[2].equals("versions")) {
            return error(404, 404, "Not found");
        }
        int version = parts[3].equals("latest") ? ids.size() : Integer.parseInt(parts[3]);
        if (version < 1 || version > ids.size()) {
            return error(404, VERSION_NOT_FOUND, "Version not found");
        }
        int id = ids.get(version - 1);
        return ok(Map.of("subject", subject, "version", version, "id", id, "schema", registry.schema(id)));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Answer ok(Object body) {
        return new Answer(200, json(body));
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(status, json(Map.of("error_code", code, "message", message)));
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values were not written", e);
        }
    }
}
