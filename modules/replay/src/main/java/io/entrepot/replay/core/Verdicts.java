package io.entrepot.replay.core;

import java.util.Optional;
import java.util.function.Consumer;

/** What a scan has come to: of each name that was asked for, its newest sealed generation. */
public final class Verdicts {

    private final Tables tables;
    private final boolean leavesNewer;

    /**
     * @param leavesNewer whether an older generation may be had while a newer one is being sent: where that one is not
     *                    passed on
     */
    public Verdicts(Tables tables, boolean leavesNewer) {
        this.tables = tables;
        this.leavesNewer = leavesNewer;
    }

    /** Tells each, in the order of partitions. */
    public void tell(Consumer<Verdict> listener) {
        try (Tables.Rows<Tables.Name> names = tables.names()) {
            while (names.hasNext()) {
                verdict(names.next()).ifPresent(listener);
            }
        }
    }

    private Optional<Verdict> verdict(Tables.Name name) {
        Sent newest = tables.sent(name.partition(), name.newestId()).orElseThrow();
        Optional<Sent> sealed = name.sealedId().flatMap(id -> tables.sent(name.partition(), id)).filter(Sent::wanted);
        if (sealed.isEmpty()) {
            return newest.wanted() && newest.state() != Sent.State.SEALED
                    ? Optional.of(Verdict.cannot(newest, notSealed(newest))) : Optional.empty();
        }
        Sent sent = sealed.get();
        if (newest.ordinal() > sent.ordinal() && newest.state() == Sent.State.OPEN && !leavesNewer) {
            return Optional.of(Verdict.anew(sent));
        }
        return Optional.of(sent.fault().map(why -> Verdict.cannot(sent, why)).orElseGet(() -> Verdict.can(sent)));
    }

    private static String notSealed(Sent newest) {
        return newest.fault().orElseGet(() -> newest.state() == Sent.State.ABORTED ? "its agent gave it up: send it again"
                : "it has not been sent whole: its agent has to go on");
    }
}
