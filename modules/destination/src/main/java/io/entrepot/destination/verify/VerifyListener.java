package io.entrepot.destination.verify;

import io.entrepot.destination.verify.core.Difference;

/** Hears what is found, from one thread. */
public interface VerifyListener {

    /** So much more of an image has been read. */
    default void progress(String image, long readBytes) {
    }

    /** A range of an image is wrong. */
    void differs(String image, Difference difference);

    /** An image has been looked at. */
    void verified(Verdict verdict);
}
