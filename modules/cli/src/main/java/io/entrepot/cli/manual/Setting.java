package io.entrepot.cli.manual;

import java.util.List;
import java.util.Optional;

/**
 * An option or a parameter of a command.
 *
 * @param names     as it is given, the longest name last; none for a parameter
 * @param label     of its value; empty for a flag
 * @param variable  the environment's; none where it has to be meant each time
 * @param required  whether the command does nothing without it
 * @param sentences what it does
 */
public record Setting(List<String> names, String label, Optional<String> variable, boolean required, String sentences) {

    /** As it is written on a command line. */
    String usage() {
        String given = String.join(", ", names);
        return given.isEmpty() || label.isEmpty() ? given + label : given + " " + label;
    }

    String longestName() {
        return names.isEmpty() ? label : names.get(names.size() - 1);
    }
}
