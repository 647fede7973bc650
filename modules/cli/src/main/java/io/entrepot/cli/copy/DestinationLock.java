package io.entrepot.cli.copy;

import io.entrepot.cli.plan.RefusedException;
import io.entrepot.image.Reasons;
import io.entrepot.image.Volume;
import io.entrepot.image.VolumeInUseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps other copies from a destination from the moment on at which it is decided what may be replaced there. The writer's own lock
 * comes seconds later: what another copy had finished by then would be taken for an older sending of the same image.
 */
final class DestinationLock implements AutoCloseable {

    private final Closeable reservation;

    private DestinationLock(Closeable reservation) {
        this.reservation = reservation;
    }

    /** @throws RefusedException when another copy has it, or the destination cannot be written */
    static DestinationLock take(Path destination) {
        try {
            return new DestinationLock(Volume.reserve(destination));
        } catch (VolumeInUseException e) {
            throw new RefusedException("Another copy is writing to " + destination + ": wait for it to end, or name another destination.", e);
        } catch (IOException e) {
            throw new RefusedException("The destination " + destination + " cannot be written: " + Reasons.of(e)
                    + ". Mend that, or name another.", e);
        }
    }

    @Override
    public void close() {
        try {
            reservation.close();
        } catch (IOException e) {
            // It goes with the process at the latest.
        }
    }
}
