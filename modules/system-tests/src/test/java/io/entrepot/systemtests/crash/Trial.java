package io.entrepot.systemtests.crash;

import io.entrepot.systemtests.Workbench;
import io.entrepot.systemtests.process.CopyProcess;
import io.entrepot.systemtests.process.RunningCopy;
import io.entrepot.systemtests.process.RunningCopy.Result;
import java.time.Duration;

/**
 * One copy that is killed, what it leaves, and the rerun that has to finish it.
 *
 * @param bench its destination and interim directory are its own
 */
record Trial(Workbench bench) {

    /** Exit status of a process that kill -9 ended. */
    private static final int KILLED = 128 + 9;
    static final String[] OPTIONS = {"--parallel", "4"};

    CopyProcess copy() {
        return bench.copy(OPTIONS);
    }

    /** Runs a copy and kills it from outside after this time, unless it ends before. */
    Result killedAfter(Duration time) {
        try (RunningCopy running = copy().start()) {
            running.endsWithin(time);
            running.killNow();
            return running.result();
        }
    }

    /** Runs a copy that kills itself behind the n-th time of a step; whether it came there. */
    boolean killedBehind(String step, int occurrence) {
        return isHit(copy().by(CrashingCopy.class, CrashingCopy.AT, step + ":" + occurrence).run());
    }

    /** Ended by the signal, and before it had said that it was done. Any other end must be a good one: it was only not killed. */
    static boolean isHit(Result result) {
        boolean done = result.said().contains("images copied");
        if (result.exit() == KILLED) {
            return !done;
        }
        if (result.exit() != 0 || !done) {
            throw new IllegalStateException("neither killed nor done: " + result);
        }
        return false;
    }

    /** What the kill has left is right as far as it goes, and the same command finishes it. */
    CrashTable.Row finished(String moment, int late) {
        String state = "";
        long rerunMs = 0;
        try {
            bench.destination().holdsNothingWrong(bench.fleet());
            int incoming = bench.destination().recordsAreCovered(bench.fleet());
            state = bench.destination().finalNames().size() + " final, " + incoming + " on the way";
            rerunMs = bench.copied(OPTIONS).wallMs();
            bench.isWhole();
            bench.auditedWhole();
            return new CrashTable.Row(moment, late, true, state, rerunMs, "");
        } catch (AssertionError | RuntimeException e) {
            return new CrashTable.Row(moment, late, true, state, rerunMs, String.valueOf(e));
        }
    }
}
