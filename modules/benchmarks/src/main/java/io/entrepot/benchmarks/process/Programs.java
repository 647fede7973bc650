package io.entrepot.benchmarks.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is on the path, and Debian's way to have more of it there. */
public final class Programs {

    /** Mirrors can be slow; longer than this they are down. */
    private static final Duration INSTALL_MAX = Duration.ofMinutes(15);

    private Programs() {
    }

    public static boolean isThere(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    public static boolean areThere(Collection<String> programs) {
        return programs.stream().allMatch(Programs::isThere);
    }

    /** Tries to install packages, as root on Debian; elsewhere does nothing. What is not there afterwards is for the caller to see. */
    public static void install(List<String> packages, Path log) {
        if (packages.isEmpty() || !isThere("apt-get") || !"root".equals(System.getProperty("user.name"))) {
            return;
        }
        System.err.println("bench: installing " + String.join(" ", packages) + " (apt-get)");
        new Meter(INSTALL_MAX).run("apt-get update -q; apt-get install -y -q --no-install-recommends \"$@\"", packages, Path.of("/"),
                Map.of("DEBIAN_FRONTEND", "noninteractive"), log);
    }
}
