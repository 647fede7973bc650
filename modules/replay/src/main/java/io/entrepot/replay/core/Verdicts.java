package io.entrepot.replay.core;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What a scan has come to: of each name that was asked for, its newest sealed generation. */
public final class Verdicts {

    private final Tables tables;

    public Verdicts(Tables tables) {
        this.tables = tables;
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
                    ? Optional.of(new Verdict(newest, Optional.of(notSealed(newest)), OptionalLong.empty())) : Optional.empty();
        }
        Sent sent = sealed.get();
        boolean isAnew = newest.ordinal() > sent.ordinal() && newest.state() == Sent.State.OPEN;
        return Optional.of(new Verdict(sent, sent.fault(), isAnew ? OptionalLong.of(newest.ordinal()) : OptionalLong.empty()));
    }

    private static String notSealed(Sent newest) {
        return newest.fault().orElseGet(() -> newest.state() == Sent.State.ABORTED ? "its agent gave it up: send it again"
                : "it has not been sent whole: its agent has to go on");
    }
}
