package io.entrepot.destination;

import io.entrepot.destination.core.Arrival;

/**
 * A record of the ordered topic on its way to the file.
 *
 * @param partition of the ordered topic
 * @param offset    on the ordered topic
 * @param arrival   what it says; null when its key cannot be read
 * @param cargo     what it brings
 * @param cause     why its key cannot be read
 * @param heldBytes what it takes out of the bytes in flight until it is handled
 */
record Parcel(int partition, long offset, Arrival arrival, Cargo cargo, String cause, int heldBytes) {

    static Parcel unreadable(int partition, long offset, String cause, int heldBytes) {
        return new Parcel(partition, offset, null, new Cargo.None(), cause, heldBytes);
    }

    static Parcel of(Arrival arrival, Cargo cargo, int heldBytes) {
        var position = arrival.header().position();
        return new Parcel(position.partition(), position.next(), arrival, cargo, null, heldBytes);
    }
}
