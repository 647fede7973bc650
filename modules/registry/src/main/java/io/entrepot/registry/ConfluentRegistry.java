package io.entrepot.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.security.SslFactory;

/**
 * The Confluent client over HTTP, and alone in naming its classes: whoever can reach Confluent's repository changes
 * these imports and the module's pom. Its layer below {@code CachedSchemaRegistryClient} is used, because there schemas
 * are text and no second Avro is needed; {@code io.entrepot.wire} caches.
 */
final class ConfluentRegistry implements SchemaRegistry {

    private static final String PREFIX = "schema.registry.";
    private static final int CONFLICT = 409;

    /** The client's own defaults are a minute each, which is long for somebody who mistyped a host. */
    private static final Map<String, String> DEFAULTS = Map.of("http.connect.timeout.ms", "10000",
            "http.read.timeout.ms", "30000");

    private final RestService client;
    private final RegistryFaults faults;

    private ConfluentRegistry(RestService client, RegistryFaults faults) {
        this.client = client;
        this.faults = faults;
    }

    static ConfluentRegistry at(String url, Map<String, ?> properties) {
        if (url == null || url.isBlank()) {
            throw new RegistryException("No URL of a schema registry was given.");
        }
        RegistryFaults faults = new RegistryFaults(url);
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        properties.forEach((key, value) ->
                settings.put(key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key, value));
        try {
            RestService client = new RestService(List.of(url.trim().split("\\s*,\\s*")));
            client.configure(settings);
            secure(client, settings);
            return new ConfluentRegistry(client, faults);
        } catch (RuntimeException e) {
            throw faults.unusable(e);
        }
    }

    private static void secure(RestService client, Map<String, Object> settings) {
        SslFactory tls = new SslFactory(settings);
        if (tls.sslContext() == null) {
            return;
        }
        client.setSslSocketFactory(tls.sslContext().getSocketFactory());
        // As everywhere in Kafka: an empty algorithm, and nothing else, turns the check of the host's name off.
        Object algorithm = settings.get("ssl.endpoint.identification.algorithm");
        if (algorithm != null && algorithm.toString().isEmpty()) {
            client.setHostnameVerifier((host, session) -> true);
        }
    }

    @Override
    public int register(String subject, String schemaJson) {
        RegistryLimits.check(subject, schemaJson);
        try {
            return registered(subject, schemaJson);
        } catch (RestClientException e) {
            throw faults.refused(subject, e.getStatus(), e);
        } catch (IOException | RuntimeException e) {
            throw faults.unreachable(e);
        }
    }

    /**
     * Two parts that start together register the same schema at the same moment; there are servers that tell the later one of a conflict.
     * Asked again they find what the earlier one has registered. What is incompatible stays so.
     */
    private int registered(String subject, String schemaJson) throws IOException, RestClientException {
        try {
            return client.registerSchema(schemaJson, subject);
        } catch (RestClientException e) {
            if (e.getStatus() == CONFLICT) {
                return client.registerSchema(schemaJson, subject);
            }
            throw e;
        }
    }

    @Override
    public String schema(int id) {
        SchemaString answer;
        try {
            answer = client.getId(id);
        } catch (RestClientException e) {
            throw faults.withheld(id, e.getStatus(), e.getErrorCode(), e);
        } catch (IOException | RuntimeException e) {
            throw faults.unreachable(e);
        }
        boolean avro = answer.getSchemaType() == null || "AVRO".equals(answer.getSchemaType());
        if (!avro || answer.getSchemaString() == null || answer.getSchemaString()
                .length() > RegistryLimits.SCHEMA_CHARS_MAX) {
            throw faults.notAvro(id);
        }
        return answer.getSchemaString();
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw faults.unreachable(e);
        }
    }
}
