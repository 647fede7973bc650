package io.entrepot.benchmarks.peers;

import java.util.List;

/**
 * Something that moves images. Its scripts run with bash in the fleet's directory, the images' names as {@code "$@"}, and
 * find in their environment {@code STORE} (what lies in between), {@code OUT} (where the images are to be in the end, under
 * their names), {@code SCRATCH} (anything else), {@code HOST} and {@code PORT} (where a server is reached that
 * listens on that port of 127.0.0.1), {@code ENTREPOT} (the command).
 *
 * @param name     what it is called in tables and in {@code --tools}
 * @param programs what must be on the path
 * @param packages Debian's packages that bring them
 * @param there    moves the images into {@code STORE}, or, when it is direct, into {@code OUT}
 * @param back     from {@code STORE} into {@code OUT}; empty when it is direct
 */
public record Tool(String name, List<String> programs, List<String> packages, String there, String back, Between between) {

    public Tool {
        programs = List.copyOf(programs);
        packages = List.copyOf(packages);
    }

    boolean isDirect() {
        return back.isEmpty();
    }
}
