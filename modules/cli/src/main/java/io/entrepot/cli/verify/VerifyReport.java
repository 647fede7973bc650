package io.entrepot.cli.verify;

import io.entrepot.destination.verify.Outcome;
import io.entrepot.destination.verify.VerifyListener;
import io.entrepot.destination.verify.core.Sample;

/** Where findings go. */
interface VerifyReport extends VerifyListener {

    /** How far it is: in this image, with so many bytes of all images read. */
    void reached(String image, long readBytes);

    void summary(Outcome outcome, Sample sample);
}
