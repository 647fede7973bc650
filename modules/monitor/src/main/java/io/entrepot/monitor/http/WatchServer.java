package io.entrepot.monitor.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entrepot.monitor.MonitorException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a few answers over HTTP, each under its path. Without authentication: it belongs on a loopback address, or on a network that
 * only friends reach.
 */
public final class WatchServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchServer.class);

    /** One scrape, two probes, and some who look at the page. */
    private static final int THREADS = 4;

    /** A question that is not whole after this is not answered: a few of them would keep all threads. */
    private static final String QUESTION_SECONDS_MAX = "10";
    private static final String ANSWER_SECONDS_MAX = "30";

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    static {
        // The server has no other way to be told, and reads it once.
        System.setProperty("sun.net.httpserver.maxReqTime", QUESTION_SECONDS_MAX);
        System.setProperty("sun.net.httpserver.maxRspTime", ANSWER_SECONDS_MAX);
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;

    private WatchServer(HttpServer server, ExecutorService threads, String host) {
        this.server = server;
        this.threads = threads;
        this.host = host;
    }

    /**
     * Starts one.
     *
     * @param port    0 for one that is free
     * @param answers by path, as "/metrics"
     * @throws MonitorException when it cannot listen there
     */
    public static WatchServer start(String host, int port, Map<String, Supplier<HttpAnswer>> answers) {
        Map<String, Supplier<HttpAnswer>> paths = new TreeMap<>(answers);
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "entrepot-http");
                thread.setDaemon(true);
                return thread;
            });
            boolean loopback = address.getAddress().isLoopbackAddress();
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(paths, loopback, exchange));
            server.start();
            return new WatchServer(server, threads, host);
        } catch (IOException | IllegalArgumentException e) {
            throw new MonitorException("Nothing can be served at " + host + ":" + port + " (" + e.getMessage()
                    + "): name another port with --http-port, or 0 for one that is free, or another address with --http-host.", e);
        }
    }

    /** As {@code http://127.0.0.1:8090/}. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getAddress().getPort() + "/";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void handle(Map<String, Supplier<HttpAnswer>> paths, boolean loopback, HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            HttpAnswer answer = answer(paths, loopback, method, exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.contentType());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Content-Security-Policy", answer.contentSecurityPolicy());
            boolean head = method.equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
            if (!head && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("path", exchange.getRequestURI()).setCause(e).log("Question not answered");
        }
    }

    private static HttpAnswer answer(Map<String, Supplier<HttpAnswer>> paths, boolean loopback, String method, HttpExchange exchange) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return HttpAnswer.text(405, "Only GET and HEAD are answered.\n");
        }
        // A page of somebody else's, whose name was made to point here, is not to read what is only for this machine.
        if (loopback && !HERE.contains(name(exchange.getRequestHeaders().getFirst("Host")))) {
            return HttpAnswer.text(403, "This is served to this machine only, under its loopback address.\n");
        }
        Supplier<HttpAnswer> found = paths.get(exchange.getRequestURI().getPath());
        return found != null ? found.get() : HttpAnswer.text(404, "There is " + String.join(", ", paths.keySet()) + ".\n");
    }

    private static String name(String hostHeader) {
        return hostHeader == null ? "" : hostHeader.replaceFirst(":\\d+$", "");
    }
}
