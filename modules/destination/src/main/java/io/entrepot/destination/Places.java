package io.entrepot.destination;

import io.entrepot.destination.core.Generation;
import io.entrepot.image.DiskFile;
import io.entrepot.image.PartialFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where at the destination the blocks of a span may lie, the likeliest first. A carrier's own file has them where the record says. When a
 * newer generation has taken that file's place they lie there still unless they were overwritten; but what the image's own generation before
 * has at the very place that is being written is likelier: an image that is sent day after day refers to the day on which a block first
 * came, and all that has not changed since yesterday is where it was yesterday.
 */
final class Places {

    private final Carriers carriers;

    Places(Carriers carriers) {
        this.carriers = carriers;
    }

    /**
     * A place.
     *
     * @param position where in the file the span's bytes may begin
     * @param isLast   whether nobody is likely to read them there again: memory need not keep them
     */
    record Place(DiskFile file, long position, boolean isLast) {
    }

    /**
     * Places to look at.
     *
     * @param imageOffset where the span begins in the image that is written
     * @param own         the generation that is written
     * @param partial     its file
     */
    List<Place> of(Span span, long imageOffset, Generation own, PartialFile partial) {
        Optional<Carriers.Carrier> carrier = carriers.find(span.carrier(), own, partial);
        List<Place> places = new ArrayList<>();
        if (carrier.isEmpty() || !carrier.get().isItself()) {
            carriers.before(own).ifPresent(file -> places.add(new Place(file, imageOffset, true)));
        }
        boolean isOlder = span.carrier().image().equals(own.image()) && !span.carrier().equals(own);
        carrier.ifPresent(found -> places.add(new Place(found.file(), span.carrierOffset(), isOlder)));
        return places;
    }
}
