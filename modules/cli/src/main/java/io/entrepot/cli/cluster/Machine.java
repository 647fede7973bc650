package io.entrepot.cli.cluster;

import io.entrepot.cli.plan.UsageException;
import io.entrepot.wire.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** Where a command runs. */
public final class Machine {

    private Machine() {
    }

    /** @throws UsageException when it is not known */
    public static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UsageException("This machine's name is not known: give the agent one with --agent NAME.");
        }
    }

    /** As {@code user@machine}, to be shown to people. */
    static String userAt() {
        String user = System.getProperty("user.name", "somebody");
        String whole;
        try {
            whole = user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            whole = user;
        }
        return whole.getBytes(StandardCharsets.UTF_8).length > Limits.BY_BYTES_MAX ? "somebody" : whole;
    }
}
