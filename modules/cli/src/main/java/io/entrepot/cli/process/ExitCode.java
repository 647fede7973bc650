package io.entrepot.cli.process;

/** What the process ends with. A process ended by a signal has 128 and the signal's number, as everywhere: 130 after Ctrl-C. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int SOME_IMAGES_FAILED = 3;
    public static final int INTERRUPTED = 130;

    private ExitCode() {
    }
}
