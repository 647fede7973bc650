package io.entrepot.source;

import io.entrepot.block.Digest;
import io.entrepot.source.decide.Generation;
import io.entrepot.source.decide.KnownPlaces;
import io.entrepot.source.decide.Place;
import io.entrepot.source.index.BlockIndex;
import io.entrepot.source.index.Entry;
import io.entrepot.source.journal.Verdicts;

/**
 * The places that count: all of their image is still on the interim topic, and no destination found their record bad. Of an image whose
 * opening was trimmed, a destination that comes later takes no record, those that are left neither.
 */
record CountingPlaces(BlockIndex index, Fleet fleet, Verdicts verdicts) implements KnownPlaces {

    @Override
    public Place find(int partition, Digest digest) {
        Entry entry = index.find(partition, digest);
        if (entry == null || entry.ordinal() < fleet.interimStart(partition)
                || verdicts.isBad(partition, entry.interimOffset())) {
            return null;
        }
        Generation carrier = index.carrier(partition, entry.ordinal());
        return carrier == null ? null : new Place(carrier, entry.offset());
    }
}
