package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.RefusedException;
import io.entrepot.image.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where parts keep their state and log when they are not told: below the user's own state, as the XDG base directories have it. */
final class StateDirectories {

    private StateDirectories() {
    }

    /**
     * A part's directory, made where it is missing.
     *
     * @param given      as the user named it
     * @param otherwise  path of its own for each part of each fleet
     * @throws RefusedException when it cannot be made, or a part of its path is no plain name
     */
    static Path of(Optional<Path> given, String... otherwise) {
        for (String name : otherwise) {
            if (given.isEmpty() && (name.contains("/") || name.equals(".") || name.equals(".."))) {
                throw new RefusedException("\"" + name + "\" cannot be the name of a directory for state: take another name, or name the"
                        + " directory with --state.");
            }
        }
        Path directory = given.orElseGet(() -> base(System.getenv()).resolve(Path.of("entrepot", otherwise)));
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RefusedException("The state directory " + directory + " cannot be made: " + Reasons.of(e)
                    + ". Name another with --state.", e);
        }
    }

    static Path base(Map<String, String> environment) {
        String given = environment.get("XDG_STATE_HOME");
        return given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(given);
    }
}
