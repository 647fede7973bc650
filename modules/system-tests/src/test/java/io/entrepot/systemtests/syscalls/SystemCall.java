package io.entrepot.systemtests.syscalls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call as {@code strace -f -y} wrote it down.
 *
 * @param began  number of the line it began in
 * @param ended  number of the line it ended in; the same unless another thread's calls came between
 * @param result what it returned, -1 for an error
 */
public record SystemCall(String name, String arguments, int began, int ended, long result) {

    private static final Pattern WHOLE = Pattern.compile("^(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+|0x[0-9a-f]+|\\?).*$");
    private static final Pattern BEGUN = Pattern.compile("^(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (-?\\d+|0x[0-9a-f]+|\\?).*$");
    private static final Pattern DESCRIPTOR = Pattern.compile("^(?:\\d+|AT_FDCWD)<(.*?)>");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The calls in the order in which they ended. */
    static List<SystemCall> parse(List<String> lines) {
        List<SystemCall> calls = new ArrayList<>();
        Map<String, Begun> begun = new HashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher start = BEGUN.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            Matcher whole = WHOLE.matcher(line);
            if (start.matches()) {
                begun.put(start.group(1), new Begun(start.group(2), start.group(3), at));
            } else if (resumed.matches() && begun.containsKey(resumed.group(1))) {
                Begun first = begun.remove(resumed.group(1));
                calls.add(new SystemCall(first.name, first.arguments + resumed.group(3), first.at, at, number(resumed.group(4))));
            } else if (whole.matches()) {
                calls.add(new SystemCall(whole.group(2), whole.group(3), at, at, number(whole.group(4))));
            }
        }
        return calls;
    }

    private record Begun(String name, String arguments, int at) {
    }

    private static long number(String text) {
        return text.equals("?") ? -1 : Long.decode(text);
    }

    boolean succeeded() {
        return result >= 0;
    }

    /** Path of the descriptor that is the first argument, or "". */
    String path() {
        Matcher descriptor = DESCRIPTOR.matcher(arguments);
        return descriptor.find() ? descriptor.group(1) : "";
    }

    /** The paths of a rename, from and to, by whichever of the three calls. */
    List<String> renamed() {
        List<String> paths = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(arguments);
        int from = 0;
        while (quoted.find()) {
            String before = arguments.substring(from, quoted.start()).replaceFirst("^, ", "");
            Matcher directory = DESCRIPTOR.matcher(before);
            String name = quoted.group(1);
            paths.add(name.startsWith("/") || !directory.find() ? name : directory.group(1) + "/" + name);
            from = quoted.end();
        }
        return paths;
    }
}
