package io.entrepot.destination;

import io.entrepot.destination.core.Incoming;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** For how long, and with whom beside it, a writer has what it writes. Thread-safe. */
final class Tenure {

    private final boolean shared;
    private volatile boolean lost;

    private Tenure(boolean shared) {
        this.shared = shared;
    }

    /** Of one who has the directory to himself. */
    static Tenure alone() {
        return new Tenure(false);
    }

    /** Of one who has some partitions, until the group takes them away, while others write the rest into the same directory. */
    static Tenure amongOthers() {
        return new Tenure(true);
    }

    /** The group has given the partitions to others, and did not wait. */
    void lose() {
        lost = true;
    }

    /** @throws WriterException when the partitions have gone to others: nothing gets a name, or is said, any more */
    void require() {
        if (lost) {
            throw new WriterException("The writer's partitions have gone to others of its group.");
        }
    }

    Volume open(Path root, Set<Integer> partitions) throws IOException {
        return shared ? Volume.openParts(root, partitions) : Volume.open(root);
    }

    /** Whether it is for this writer to finish what an earlier one has left. */
    boolean covers(Incoming left, Set<Integer> partitions) {
        return !shared || partitions.contains(left.position().partition());
    }
}
