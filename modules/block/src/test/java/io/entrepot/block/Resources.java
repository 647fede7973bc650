package io.entrepot.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The golden files. */
final class Resources {

    private Resources() {
    }

    static byte[] golden(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/golden/" + name)) {
            return Objects.requireNonNull(in, () -> "no golden file " + name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
