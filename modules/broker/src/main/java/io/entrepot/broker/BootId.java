package io.entrepot.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which start of the machine this is: the kernel's random id, which is new after every boot (proc(5), random/boot_id). */
final class BootId {

    private static final Path KERNELS = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {
    }

    /** The kernel's id; where there is none, a value that no other run has, so that an unclean end is always suspect. */
    static String current() {
        try {
            return Files.readString(KERNELS).strip();
        } catch (IOException e) {
            return "unknown-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        }
    }
}
