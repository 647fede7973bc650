package io.entrepot.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry in a file, over HTTP, for other processes: as much of Confluent's API as its client and Kafka's viewers ask for. Without
 * authentication, so it belongs on an address that only friends reach.
 */
public final class RegistryServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);

    /** Each answer is a look into memory, or one small file. */
    private static final int THREADS = 4;
    /** Escaped, and with what is around it. */
    private static final int BODY_BYTES_MAX = 8 * RegistryLimits.SCHEMA_CHARS_MAX;

    /** A question that is not whole after this is not answered: a few of them would keep all threads. */
    private static final String QUESTION_SECONDS_MAX = "10";

    static {
        // The server has no other way to be told, and reads it once.
        System.setProperty("sun.net.httpserver.maxReqTime", QUESTION_SECONDS_MAX);
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private RegistryServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts one.
     *
     * @param port 0 for one that is free
     * @param file holds the schemas; made when it is not there
     * @throws RegistryException when the file or the port cannot be used
     */
    public static RegistryServer start(String host, int port, Path file) {
        RegistryAnswers answers = new RegistryAnswers(EmbeddedRegistry.open(file));
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "entrepot-registry");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(answers, exchange));
            server.start();
            return new RegistryServer(server, threads);
        } catch (IOException | IllegalArgumentException e) {
            throw new RegistryException("The schema registry cannot listen on " + host + ":" + port + " (" + e.getMessage()
                    + "): name another port or address.", e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void handle(RegistryAnswers answers, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
            RegistryAnswers.Answer answer = body.length > BODY_BYTES_MAX ? RegistryAnswers.tooLarge()
                    : answers.to(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), body);
            byte[] bytes = answer.json();
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("path", exchange.getRequestURI()).setCause(e).log("Question to the registry not answered");
        }
    }
}
