package io.entrepot.cli.format;

import java.util.List;

/**
 * What an image's format says of it.
 *
 * @param format     as in "qcow2"
 * @param compressed whether data is compressed inside
 * @param encrypted  whether data is encrypted inside
 * @param needs      names of other files without which it cannot be read, as they stand in it
 */
public record Inspection(String format, boolean compressed, boolean encrypted, List<String> needs) {

    /** Of whatever has no structure that we know. */
    public static final Inspection RAW = new Inspection("raw", false, false, List.of());

    public Inspection {
        needs = List.copyOf(needs);
    }
}
