package io.entrepot.systemtests.crash;

import com.sun.jna.Function;
import io.entrepot.cli.Main;
import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code entrepot}, but with a writer that kills its own process with {@code kill -9} right behind the n-th time that it did a step. The
 * property {@value #AT} says when: {@code RENAME:2}.
 */
public final class CrashingCopy {

    static final String AT = "entrepot.crash.at";

    private static final int SIGKILL = 9;

    private CrashingCopy() {
    }

    /** What tells the Java machine when. */
    public static String property(CommitStep step, int occurrence) {
        return "-D" + AT + "=" + step + ":" + occurrence;
    }

    public static void main(String[] arguments) {
        String[] at = System.getProperty(AT).split(":");
        CommitStep crashStep = CommitStep.valueOf(at[0]);
        int occurrence = Integer.parseInt(at[1]);
        AtomicInteger seen = new AtomicInteger();
        WriterListener tap = new WriterListener() {
            @Override
            public void step(CommitStep step, String image, long tookNs) {
                if (step == crashStep && seen.incrementAndGet() == occurrence) {
                    kill();
                }
            }
        };
        System.exit(Main.run(arguments, tap));
    }

    private static void kill() {
        Function.getFunction("c", "kill").invokeInt(new Object[] {(int) ProcessHandle.current().pid(), SIGKILL});
    }
}
