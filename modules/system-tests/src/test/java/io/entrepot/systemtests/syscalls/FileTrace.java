package io.entrepot.systemtests.syscalls;

import java.util.ArrayList;
import java.util.List;

/** One file's bytes that were written and not forced since. */
final class FileTrace {

    private final List<Write> unforced = new ArrayList<>();
    private String content = "";

    /**
     * @param offset where it began; 0 when the call does not say
     * @param ended  line of the trace
     */
    private record Write(long offset, int ended) {
    }

    void written(long offset, SystemCall call) {
        unforced.add(new Write(offset, call.ended()));
        content = call.arguments();
    }

    /** A force covers what was written before it began. */
    void forced(SystemCall call) {
        unforced.removeIf(write -> write.ended < call.began());
    }

    /** Whether bytes below {@code cursor} would be lost with the power. */
    boolean isLosing(long cursor) {
        return unforced.stream().anyMatch(write -> write.offset < cursor);
    }

    /** The arguments of the last write, with the bytes as strace prints them. */
    String content() {
        return content;
    }
}
