package io.entrepot.systemtests.crash;

import io.entrepot.systemtests.Workbench;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.time.Duration;

/**
 * One copy that is killed, what it leaves, and the rerun that has to finish it.
 *
 * @param name  at which moment it is killed
 * @param bench its destination and interim directory are its own
 */
record Trial(String name, Workbench bench) {

    /** Exit status of a process that kill -9 ended. */
    private static final int KILLED = 128 + 9;

    /** Kills it from outside after this time, unless it has ended before. */
    CrashTable.Row killedAfter(Duration time) {
        try (RunningCopy running = bench.copy("--parallel", "4").start()) {
            boolean ended = running.endsWithin(time);
            running.killNow();
            Result result = running.result();
            return ended ? finish("had ended with " + result.exit()) : finish("");
        }
    }

    /** Runs a copy that kills itself. */
    CrashTable.Row killingItself(CopyProcess copy) {
        Result result = copy.run();
        return finish(result.exit() == KILLED ? "" : "never came there, ended with " + result.exit());
    }

    private CrashTable.Row finish(String remark) {
        String state = remark;
        long rerunMs = 0;
        try {
            bench.destination().holdsNothingWrong(bench.fleet());
            int incoming = bench.destination().recordsAreCovered(bench.fleet());
            state = bench.destination().finalNames().size() + " final, " + incoming + " on their way"
                    + (remark.isEmpty() ? "" : " (" + remark + ")");
            rerunMs = bench.copied("--parallel", "4").wallMs();
            bench.isWhole();
            bench.auditedWhole();
            return new CrashTable.Row(name, state, rerunMs, "ok");
        } catch (AssertionError | RuntimeException e) {
            return new CrashTable.Row(name, state, rerunMs, String.valueOf(e.getMessage()));
        }
    }
}
