package io.entrepot.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host calls itself, for people who look for who holds a lock on storage that several share. */
final class HostName {

    private static final Path SOURCE = Path.of("/proc/sys/kernel/hostname");

    private HostName() {
    }

    /** Behind a process's number; nothing where the kernel does not say. */
    static String suffix() {
        try {
            // Not by way of the network, which can make one wait for a name server.
            return " on " + Files.readString(SOURCE, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
