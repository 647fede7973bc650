package io.entrepot.systemtests.interim;

import io.entrepot.broker.EmbeddedBroker;
import io.entrepot.systemtests.audit.AuditReport;
import io.entrepot.systemtests.audit.SchemaSource;
import io.entrepot.systemtests.audit.TopicAuditor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What {@code copy --interim} left behind.
 *
 * @param root the directory that was given to it
 */
public record InterimDirectory(Path root) {

    private static final String NOTE = "entrepot-broker.properties";

    /** Reads all topics, and rebuilds the images when {@code rebuildInto} is not null. */
    public AuditReport audit(Path rebuildInto) {
        return withBroker(bootstrapServer -> {
            try (TopicAuditor auditor = new TopicAuditor(bootstrapServer, schemas(), rebuildInto, partition -> logs())) {
                return auditor.audit();
            }
        });
    }

    /** Opens the broker, lets {@code work} use it, and closes it in order. */
    public <T> T withBroker(Function<String, T> work) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(root.resolve("broker"))) {
            return work.apply(broker.bootstrapServers());
        }
    }

    private Path logs() {
        return root.resolve("broker/logs");
    }

    public SchemaSource schemas() {
        return SchemaSource.file(root.resolve("schemas.json"));
    }

    /** Makes a record's payload wrong where it lies, and nothing else. */
    public void spoil(String topic, long offset) {
        // Not the last byte: of a zstd frame that may be part of a checksum that nobody asks for.
        LogSurgeon.spoil(logs().resolve(topic + "-0"), offset, 600);
    }

    /** As a disk does that gives other bytes than it was given. */
    public void damage(String topic, long offset) {
        LogSurgeon.damage(logs().resolve(topic + "-0"), offset, 600);
    }

    /** Makes it look as if the machine had been started anew since. */
    public void changeBootId() {
        try {
            Path note = root.resolve("broker").resolve(NOTE);
            String text = Files.readString(note);
            String changed = text.replaceAll("(?m)^boot_id=.*$", "boot_id=00000000-dead-beef-0000-000000000000");
            if (changed.equals(text)) {
                throw new IllegalStateException(note + " has no boot_id: " + text);
            }
            Files.writeString(note, changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
