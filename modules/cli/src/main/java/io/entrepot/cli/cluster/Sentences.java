package io.entrepot.cli.cluster;

import io.entrepot.broker.BrokerException;
import io.entrepot.cli.plan.RefusedException;
import io.entrepot.cli.process.Faults;
import io.entrepot.destination.WriterException;
import io.entrepot.destination.verify.VerifyException;
import io.entrepot.monitor.MonitorException;
import io.entrepot.registry.RegistryException;
import io.entrepot.replay.ReplayException;
import io.entrepot.resequencer.ResequencerException;
import io.entrepot.source.SendException;
import io.entrepot.wire.TopicException;

/** What a part's exception says to a person. */
public final class Sentences {

    private Sentences() {
    }

    /** Its own sentence where it was expected to happen; else one that says so, and the rest goes to the log. */
    public static String of(Throwable fault) {
        boolean expected = fault instanceof RefusedException || fault instanceof BrokerException || fault instanceof TopicException
                || fault instanceof RegistryException || fault instanceof ResequencerException || fault instanceof WriterException
                || fault instanceof SendException || fault instanceof MonitorException || fault instanceof VerifyException
                || fault instanceof ReplayException;
        return expected ? fault.getMessage() : Faults.unexpected(fault);
    }
}
