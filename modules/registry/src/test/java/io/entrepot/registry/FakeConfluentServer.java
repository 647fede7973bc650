package io.entrepot.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers as a Confluent Schema Registry does: what it is told to answer next, else as a registry of one subject space.
 */
final class FakeConfluentServer implements AutoCloseable {

    /** An answer to come. */
    record Answer(int status, String contentType, String body) {

        static Answer error(int status, int code, String message) {
            return new Answer(status, "application/vnd.schemaregistry.v1+json",
                    "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
        }
    }

    /** A request as it came. */
    record Request(String method, String path, String authorization, String body) {
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    FakeConfluentServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answerNext(Answer answer) {
        next.add(answer);
    }

    List<Request> requests() {
        return requests;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getRawPath();
        requests.add(new Request(exchange.getRequestMethod(), path, exchange.getRequestHeaders()
                .getFirst("Authorization"), body));
        Answer answer = next.isEmpty() ? answer(path, body) : next.remove();
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(String path, String body) throws IOException {
        if (path.startsWith("/subjects/")) {
            String schema = JSON.readTree(body).get("schema").asText();
            int known = schemas.indexOf(schema);
            if (known < 0) {
                schemas.add(schema);
                known = schemas.size() - 1;
            }
            return ok(Map.of("id", 100 + known));
        }
        int id = Integer.parseInt(path.substring("/schemas/ids/".length())) - 100;
        return id >= 0 && id < schemas.size()
                ? ok(Map.of("schema", schemas.get(id))) : Answer.error(404, 40403, "Schema not found");
    }

    private static Answer ok(Map<String, ?> body) throws IOException {
        return new Answer(200, "application/vnd.schemaregistry.v1+json", JSON.writeValueAsString(body));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
