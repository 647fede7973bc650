package io.entrepot.cli.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: one line for the person, the whole of it for the log. */
public final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {
    }

    /** A sentence about a fault that is most likely ours; its stack goes to the log. */
    public static String unexpected(Throwable fault) {
        LOG.atError().setCause(fault).log("Unexpected fault");
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage() == null ? "" : ": " + root.getMessage().lines().findFirst().orElse("");
        return "something went wrong that should not have (" + root.getClass().getSimpleName() + said + ").";
    }
}
