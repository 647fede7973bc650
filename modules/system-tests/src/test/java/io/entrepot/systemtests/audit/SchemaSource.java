package io.entrepot.systemtests.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Where the auditor finds the schema of an id. */
@FunctionalInterface
public interface SchemaSource {

    /** The schema as JSON, or null when there is none of this id. */
    String schema(int id);

    /** The file of the registry that {@code copy} keeps in its interim directory. */
    static SchemaSource file(Path file) {
        try {
            JsonNode schemas = new ObjectMapper().readTree(file.toFile()).path("schemas");
            return id -> schemas.path(Integer.toString(id)).isMissingNode() ? null : schemas.path(Integer.toString(id)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Schema Registry at this base URL. */
    static SchemaSource http(String url) {
        HttpClient client = HttpClient.newHttpClient();
        return id -> {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id)).build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == 200 ? new ObjectMapper().readTree(answer.body()).path("schema").asText() : null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while asking " + url, e);
            }
        };
    }
}
