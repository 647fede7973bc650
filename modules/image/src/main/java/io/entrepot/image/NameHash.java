package io.entrepot.image;

import io.entrepot.block.Digester;
import java.nio.charset.StandardCharsets;

/** Stands for a name where the name itself is too long. */
final class NameHash {

    /** 128 bits: nobody finds two names with the same. */
    private static final int HEX_DIGITS = 32;

    private NameHash() {
    }

    static String of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new Digester().digest(bytes, 0, bytes.length).toString().substring(0, HEX_DIGITS);
    }
}
