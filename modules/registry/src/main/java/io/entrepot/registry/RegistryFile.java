package io.entrepot.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The embedded registry's file, replaced as a whole and durably. */
final class RegistryFile {

    /** Some thousand schemas; more is not a file of ours. */
    private static final long BYTES_MAX = 64L << 20;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;

    RegistryFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    RegistryState read() {
        if (!Files.exists(path)) {
            return RegistryState.empty();
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw damaged("it has more than " + BYTES_MAX + " bytes", null);
            }
            RegistryState state = JSON.readValue(Files.readAllBytes(path), RegistryState.class);
            String fault = state == null ? "it is empty" : state.fault();
            if (fault != null) {
                throw damaged(fault, null);
            }
            return state;
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RegistryException("The schema registry's file " + path + " cannot be read: " + e.getMessage()
                    + ".", e);
        }
    }

    void write(RegistryState state) {
        Path directory = path.getParent();
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
            if (bytes.remaining() > BYTES_MAX) {
                throw new RegistryStoreException("The schema registry's file " + path + " would get more than " + BYTES_MAX
                        + " bytes: it is made for one fleet's schemas, use a Schema Registry of its own.", null);
            }
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(next,
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new RegistryStoreException("The schema registry's file " + path + " cannot be written: " + e.getMessage()
                    + ". Make room or mend it, then run the same command again: it goes on where it stopped.", e);
        }
    }

    private RegistryException damaged(String fault, Throwable cause) {
        return new RegistryException("The schema registry's file " + path + " is damaged (" + fault
                + "): records written with its ids cannot be read without it, so put it back from a copy,"
                + " or remove it together with the interim directory it belongs to.", cause);
    }
}
