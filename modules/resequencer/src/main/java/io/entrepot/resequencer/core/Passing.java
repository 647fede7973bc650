package io.entrepot.resequencer.core;

import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.KnownBlocks;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.WireException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * Passes records of the image that has the turn on to the ordered topic. Each method asks the step whether it may, and
 * says so by an empty result when it may not: nothing has changed then.
 */
final class Passing {

    private final Stores stores;
    private final Forms forms;
    private final Placing placing;

    Passing(Stores stores, Forms forms) {
        this.stores = stores;
        this.forms = forms;
        this.placing = new Placing(stores.images(), stores.carriers());
    }

    /** Passes on a record as it came. */
    Optional<Image> raw(Image image, byte[] key, byte[] value, long interimOffset, Step step) {
        return pass(image, key, value, OptionalLong.of(interimOffset), step);
    }

    /** Passes on what the resequencer says of the image's turn. */
    Optional<Image> aboutTurn(Image image, SpecificRecord record, Step step) {
        return pass(image, keyAt(image, image.cursor()), forms.value(record), OptionalLong.empty(), step);
    }

    /**
     * Passes on a KnownBlocks, its runs placed.
     *
     * @throws WireException when it cannot be read, or cannot be placed within the limits
     */
    Optional<Image> known(Image image, long offset, byte[] value, long interimOffset, Step step) throws WireException {
        // Placing only adds to it: nothing is looked up for one that would not get by anyway.
        if (!step.allows(image, value.length)) {
            return Optional.empty();
        }
        KnownBlocks known = forms.read(value, KnownBlocks.class);
        byte[] placed;
        try {
            placed = forms.value(placing.place(known));
        } catch (IllegalArgumentException outOfBounds) {
            throw new WireException("Its runs cannot be placed: " + outOfBounds.getMessage(), outOfBounds);
        }
        return pass(image, keyAt(image, offset), placed, OptionalLong.of(interimOffset), step)
                .map(passed -> passed.at(offset + known.getLength()));
    }

    /** Passes on and removes a row that opens or ends the image. */
    Optional<Image> waitedRaw(Image image, Row row, Step step) {
        Optional<Image> passed = raw(image, row.key(), row.value(), row.interimOffset(), step);
        passed.ifPresent(after -> stores.waiting().delete(row.ordinal(), row.position()));
        return passed;
    }

    /**
     * Passes on and removes an extent that waits at the image's position.
     *
     * @throws WireException when it is a KnownBlocks that cannot be passed on at all
     */
    Optional<Image> waitedExtent(Image image, Row row, Step step) throws WireException {
        Optional<Image> passed = row.kind() == Row.Kind.KNOWN
                ? known(image, row.position(), row.value(), row.interimOffset(), step) : fresh(image, row, step);
        passed.ifPresent(after -> {
            stores.waiting().delete(row.ordinal(), row.position());
            step.tally().drained(after.passedBytes() - image.passedBytes());
        });
        return passed;
    }

    private Optional<Image> fresh(Image image, Row row, Step step) {
        if (row.payloadBytes() == 0) {
            return deferred(image, row, step);
        }
        // Asked first with the size it was put in with: a payload of that size is not read from disk for nothing.
        if (!step.allows(image, row.payloadBytes())) {
            return Optional.empty();
        }
        Optional<Payloads.Payload> payload = stores.payloads().get(row.interimOffset());
        if (payload.isEmpty()) {
            return deferred(image, row, step);
        }
        Optional<Image> passed = raw(image, payload.get().key(), payload.get().value(), row.interimOffset(), step);
        if (passed.isPresent()) {
            stores.payloads().delete(payload.get());
        }
        return passed.map(after -> after.at(row.end()));
    }

    private Optional<Image> deferred(Image image, Row row, Step step) {
        byte[] value = forms.value(new DeferredBlocks(row.length(), row.interimOffset()));
        Optional<Image> passed =
                pass(image, keyAt(image, row.position()), value, OptionalLong.of(row.interimOffset()), step);
        if (passed.isPresent()) {
            step.tally().deferred();
        }
        return passed.map(after -> after.at(row.end()));
    }

    private static Optional<Image> pass(Image image, byte[] key, byte[] value, OptionalLong interimOffset, Step step) {
        if (!step.allows(image, value.length)) {
            return Optional.empty();
        }
        step.passOn(key, value, interimOffset);
        return Optional.of(image.passed(value.length));
    }

    private byte[] keyAt(Image image, long offset) {
        return forms.key(new RecordKey(image.sending().image(), image.sending().generation(), offset));
    }
}
