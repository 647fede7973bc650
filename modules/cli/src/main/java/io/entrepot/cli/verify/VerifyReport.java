package io.entrepot.cli.verify;

import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.VerifyListener;
import io.entrepot.destination.verify.core.Sample;

/** Where findings go. */
interface VerifyReport extends VerifyListener {

    void summary(Outcome outcome, Sample sample);
}
