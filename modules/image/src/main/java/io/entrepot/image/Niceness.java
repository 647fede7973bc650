package io.entrepot.image;

import com.sun.jna.LastErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How readily a thread leaves the processor to others (nice(7)). */
public final class Niceness {

    /** What nice(1) gives where nothing else is asked for: beside a thread that is not nice, a tenth of the processor. */
    public static final int NICE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    /** On Linux a thread of its own, whatever POSIX says of processes (setpriority(2)). */
    private static final int CALLING_THREAD = 0;

    private Niceness() {
    }

    /** Makes the calling thread nice, for good: to take it back needs a privilege. */
    public static void ofThisThread() {
        try {
            Posix.setpriority(PRIO_PROCESS, CALLING_THREAD, NICE);
        } catch (LastErrorException e) {
            // Whoever runs as if it were not, is a little slower in all.
            LOG.atInfo().addKeyValue("error", Posix.strerror(e.getErrorCode())).log("A thread cannot be nice");
        }
    }
}
