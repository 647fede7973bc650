package io.entrepot.systemtests.syscalls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a copy's system calls in order and says where something is committed ahead of the fsync of what it covers: a final name given to
 * a file with bytes that were not forced; a destination record that was not forced, or whose cursor is ahead of what was; a receipt
 * written before a record was, or before the directory of a rename was forced.
 */
public final class DurabilityAudit {

    private static final Set<String> WRITES = Set.of("write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "ioctl",
            "copy_file_range");
    private static final Set<String> FORCES = Set.of("fsync", "fdatasync");
    private static final Set<String> RENAMES = Set.of("rename", "renameat", "renameat2");
    private static final Pattern PWRITE_OFFSET = Pattern.compile(", (\\d+)$");
    private static final Pattern CLONE_OFFSET = Pattern.compile("FICLONERANGE.*dest_offset=(\\d+)");
    private static final Pattern GENERATION = Pattern.compile("incoming.*?generation\\\\\" ?: ?\\\\\"([0-9a-f-]+)");
    private static final Pattern CURSOR = Pattern.compile("incoming.*?cursor\\\\\" ?: ?(\\d+)");
    /** A transaction's marker is a batch of 78 bytes; a receipt is longer. */
    private static final int MARKER_BYTES = 78;

    private final String destination;
    private final String interim;
    private final Map<String, FileTrace> files = new HashMap<>();
    private final Map<String, Integer> renamedIn = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int finalNames;
    private int records;
    private int cursors;
    private int receipts;

    public DurabilityAudit(String destination, String interim) {
        this.destination = destination;
        this.interim = interim;
    }

    public DurabilityAudit read(List<SystemCall> calls) {
        calls.stream().filter(SystemCall::succeeded).forEach(this::read);
        return this;
    }

    private void read(SystemCall call) {
        if (FORCES.contains(call.name())) {
            file(call.path()).forced(call);
            renamedIn.computeIfPresent(call.path(), (directory, renamed) -> renamed < call.began() ? null : renamed);
        } else if (RENAMES.contains(call.name())) {
            renamed(call, call.renamed().get(0), call.renamed().get(1));
        } else if (WRITES.contains(call.name())) {
            written(call);
        }
    }

    private void written(SystemCall call) {
        if (call.name().equals("ioctl") && !call.arguments().contains("FICLONERANGE")) {
            return;
        }
        Matcher offset = (call.name().equals("ioctl") ? CLONE_OFFSET : PWRITE_OFFSET).matcher(call.arguments());
        boolean says = !Set.of("write", "ftruncate").contains(call.name()) && offset.find();
        file(call.path()).written(says ? Long.parseLong(offset.group(1)) : 0, call);
        if (isReceipts(call.path()) && call.result() > MARKER_BYTES) {
            receipt(call);
        }
    }

    private void renamed(SystemCall call, String from, String to) {
        if (!to.startsWith(destination + "/") || to.startsWith(interim + "/")) {
            return;
        }
        check(!file(from).isLosing(Long.MAX_VALUE), call, from + " has bytes that were not forced when it becomes " + to);
        if (to.startsWith(destination + "/.entrepot/")) {
            records++;
            cursor(call, file(from).content());
        } else {
            finalNames++;
        }
        renamedIn.put(to.substring(0, to.lastIndexOf('/')), call.ended());
        files.remove(from);
    }

    /** Every partial file of the generation that the record speaks of is forced up to the record's cursor. */
    private void cursor(SystemCall call, String record) {
        Matcher generation = GENERATION.matcher(record);
        Matcher cursor = CURSOR.matcher(record);
        if (!generation.find() || !cursor.find()) {
            return;
        }
        cursors++;
        long forced = Long.parseLong(cursor.group(1));
        files.forEach((path, file) -> check(!path.contains(generation.group(1)) || !file.isLosing(forced), call,
                "a destination record says " + forced + " bytes, and of those of " + path + " not all were forced"));
    }

    private void receipt(SystemCall call) {
        receipts++;
        check(receipts <= records, call, "a receipt is written before any destination record that it could stand on");
        renamedIn.forEach((directory, at) -> check(false, call,
                "a receipt is written, and " + directory + " was not forced since the rename in line " + at));
    }

    private void check(boolean holds, SystemCall call, String what) {
        if (!holds) {
            violations.add("invariant E is broken in line " + (call.began() + 1) + " of the trace: " + what);
        }
    }

    private FileTrace file(String path) {
        return files.computeIfAbsent(path, unknown -> new FileTrace());
    }

    private boolean isReceipts(String path) {
        return path.startsWith(interim + "/") && path.contains(".receipts-") && path.endsWith(".log");
    }

    public List<String> violations() {
        return violations;
    }

    /** Files that were given their final name. */
    public int finalNames() {
        return finalNames;
    }

    /** Destination records that were replaced. */
    public int records() {
        return records;
    }

    /** Of those, the ones with a generation on its way and its cursor. */
    public int cursors() {
        return cursors;
    }

    /** Receipts that were written. */
    public int receipts() {
        return receipts;
    }
}
