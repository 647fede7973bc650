package io.entrepot.source;

import io.entrepot.image.Fingerprint;
import io.entrepot.source.index.ImagePoint;

/** What is done with an image of which the journal knows something. */
enum Resumption {
    /** A new generation from the image's start. */
    BEGIN,
    /** The same generation, from its last committed point. */
    GO_ON,
    /** It has been sent. */
    DONE;

    /**
     * Decides.
     *
     * @param last         what the journal says last of the image
     * @param now          the file as it is
     * @param partition    where the image would be put
     * @param ours         whether that generation was begun by this very send, which a request to send anew does not
     *                     mean
     * @param resend       whether the image is to be sent anew
     * @param notDelivered whether a destination says that the generation failed or was superseded
     * @param interimStart first offset of the interim partition that is still there
     */
    static Resumption of(ImagePoint last, Fingerprint now, int partition, boolean ours, boolean resend,
                         boolean notDelivered, long interimStart) {
        if (resend && !ours || notDelivered || last.partition() != partition || !isSame(last.fingerprint(), now)) {
            return BEGIN;
        }
        return switch (last.state()) {
            case SEALED -> DONE;
            // What came before the point has to be there still.
            case OPEN -> last.ordinal() >= interimStart ? GO_ON : BEGIN;
            case ABORTED -> BEGIN;
        };
    }

    /** The device's number is left out: it may be another after a reboot, and the rest cannot be forged by chance. */
    static boolean isSame(Fingerprint then, Fingerprint now) {
        return then.sizeBytes() == now.sizeBytes() && then.modifiedAtNs() == now.modifiedAtNs()
                && then.changedAtNs() == now.changedAtNs() && then.inode() == now.inode();
    }
}
