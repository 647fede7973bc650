package io.entrepot.monitor.core.trim;

import java.util.Optional;

/**
 * Up to where everything has arrived.
 *
 * @param offset below which nobody needs anything
 * @param holder who needs what begins there, said as what would be lost; empty where it is the end
 */
public record Delivered(long offset, Optional<Loss> holder) {

    Delivered atMost(long needed, Loss.Kind kind, int partition, Sending sending, String destination) {
        return needed >= offset ? this : new Delivered(needed, Optional.of(new Loss(kind, partition, sending == null ? "" : sending.image,
                sending == null ? "" : sending.generation, destination)));
    }
}
