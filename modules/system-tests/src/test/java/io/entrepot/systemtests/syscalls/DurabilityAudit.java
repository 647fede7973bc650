package io.entrepot.systemtests.syscalls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a copy's system calls in order and says where something is committed ahead of the fsync of what it covers:
 * a final name given to a file with bytes that were not forced; a destination record replaced before it, or the partial files, were forced;
 * a receipt written before the directory of a rename was forced.
 */
final class DurabilityAudit {

    private static final Set<String> WRITES = Set.of("write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "ioctl",
            "copy_file_range", "sendfile");
    private static final Set<String> FORCES = Set.of("fsync", "fdatasync");
    private static final Set<String> RENAMES = Set.of("rename", "renameat", "renameat2");

    private final String destination;
    private final String interim;
    private final Map<String, Integer> writtenAt = new HashMap<>();
    private final Map<String, Integer> forcedFrom = new HashMap<>();
    private final Map<String, Integer> renamedIn = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int finalNames;
    private int records;
    private int receipts;

    DurabilityAudit(String destination, String interim) {
        this.destination = destination;
        this.interim = interim;
    }

    DurabilityAudit read(List<SystemCall> calls) {
        calls.stream().filter(SystemCall::succeeded).forEach(this::read);
        return this;
    }

    private void read(SystemCall call) {
        if (FORCES.contains(call.name())) {
            forcedFrom.merge(call.path(), call.began(), Math::max);
            renamedIn.computeIfPresent(call.path(), (directory, renamed) -> renamed < call.began() ? null : renamed);
        } else if (RENAMES.contains(call.name())) {
            renamed(call);
        } else if (WRITES.contains(call.name())) {
            if (isReceipts(call.path())) {
                receipt(call);
            }
            writtenAt.put(call.path(), call.ended());
        }
    }

    private void renamed(SystemCall call) {
        String from = call.renamed().get(0);
        String to = call.renamed().get(1);
        if (!to.startsWith(destination + "/") || to.startsWith(interim + "/")) {
            return;
        }
        requireForced(from, call, "it is renamed to " + to);
        if (isOurs(to)) {
            records++;
            writtenAt.keySet().stream().filter(path -> path.endsWith(".partial"))
                    .forEach(partial -> requireForced(partial, call, "the destination record " + to + " is replaced"));
        } else {
            finalNames++;
        }
        renamedIn.put(to.substring(0, to.lastIndexOf('/')), call.ended());
    }

    private void receipt(SystemCall call) {
        receipts++;
        renamedIn.forEach((directory, at) -> violations.add("invariant E is broken in line " + call.ended()
                + " of the trace: a receipt is written, and " + directory + " was not forced since the rename in line " + at));
    }

    private void requireForced(String path, SystemCall call, String when) {
        Integer written = writtenAt.get(path);
        if (written != null && forcedFrom.getOrDefault(path, -1) < written) {
            violations.add("invariant E is broken in line " + call.began() + " of the trace: " + path
                    + " has bytes that were not forced when " + when);
        }
    }

    private boolean isReceipts(String path) {
        return path.startsWith(interim + "/") && path.contains(".receipts-") && path.endsWith(".log");
    }

    private boolean isOurs(String path) {
        return path.startsWith(destination + "/.entrepot/");
    }

    List<String> violations() {
        return violations;
    }

    /** Files that were given their final name. */
    int finalNames() {
        return finalNames;
    }

    /** Destination records that were replaced. */
    int records() {
        return records;
    }

    /** Writes to the log of the receipts. */
    int receipts() {
        return receipts;
    }
}
