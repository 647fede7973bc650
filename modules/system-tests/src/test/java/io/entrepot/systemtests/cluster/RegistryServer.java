package io.entrepot.systemtests.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** A Schema Registry server, Apicurio's with Confluent's API, its schemas in memory. */
final class RegistryServer implements AutoCloseable {

    /** The build unpacks it there. */
    private static final Path SERVER = Path.of("target", "registry-server").toAbsolutePath();
    private static final int OK = 200;

    private final Node node;
    private final String url;

    /** Begins to start it. */
    RegistryServer(ClusterNetwork network, int number) {
        String address = network.address(number);
        url = "http://" + address + ":8080/apis/ccompat/v7";
        node = new Node("registry", SERVER, network, address)
                .withEntryPoint("java", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", SERVER + "/*:" + SERVER + "/lib/*",
                        "io.quarkus.runner.GeneratedMain")
                .withArguments(List.of());
        node.start();
    }

    String url() {
        return url;
    }

    Node node() {
        return node;
    }

    void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
        Node.patiently("the registry to answer").until(() -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        node.close();
    }
}
