package io.entrepot.resequencer.core;

import io.entrepot.wire.DeferredBlocks;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.Limits;
import io.entrepot.wire.RecallStarted;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.WireException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives generations that have come to their end a new life: what the interim topic holds of them comes again, without
 * payloads, on the recall topic, from the opening to the seal without a gap. Only when all of it has come does the
 * generation wait for a turn. One generation of a partition is recalled at a time; the start of the next one, or of
 * another try, makes void what had come.
 */
final class Recalls {

    private final Stores stores;
    private final Forms forms;
    private final Ending ending;
    private final Clearing clearing;
    private final String interimTopicId;

    Recalls(Stores stores, Forms forms, Ending ending, Clearing clearing, String interimTopicId) {
        this.stores = stores;
        this.forms = forms;
        this.ending = ending;
        this.clearing = clearing;
        this.interimTopicId = interimTopicId;
    }

    void came(Event.Recalled record, Step step) {
        if (record.recallOffset() < stores.agenda().recalledTo()) {
            // Kafka has forgotten how far it was read: a recall that was obeyed is not obeyed again.
            return;
        }
        stores.agenda().recalledTo(record.recallOffset() + 1);
        if (record.type() == RecordType.REPLAY_STARTED) {
            // Was read before the start.
            return;
        }
        try {
            if (record.type() == RecordType.RECALL_STARTED) {
                started(record, step);
            } else {
                continued(record, step);
            }
        } catch (WireException bad) {
            step.refuseRecall(record.recallOffset(), bad.getMessage());
            giveUp(step);
        }
    }

    private void started(Event.Recalled record, Step step) throws WireException {
        giveUp(step);
        RecallStarted started = forms.read(record.rawValue(), RecallStarted.class);
        if (!started.getInterimTopicId().equals(interimTopicId)) {
            throw new WireException("It recalls a generation of another interim topic.");
        }
        OptionalLong ordinal = stores.images().ordinalOf(record.key().getGeneration());
        Optional<Image> known = stores.images().get(ordinal.orElse(started.getOrdinal()));
        Sending sending = new Sending(started.getOrdinal(), record.key().getImage(), record.key().getGeneration(),
                started.getSize(), started.getPriority());
        if (known.isEmpty()) {
            // Its opening is yet to be read, by a destination that has just been made.
            Image unknown = Image.leftOut(sending);
            stores.images().open(unknown);
            begin(unknown);
        } else if (!known.get().sending().equals(sending)) {
            throw new WireException("It recalls a generation as it was never opened.");
        } else if (!known.get().life().terminal()) {
            throw new WireException("It recalls a generation that has not come to its end: it is "
                    + known.get().life() + ".");
        } else if (hasSuccessor(known.get())) {
            throw new WireException("It recalls a generation in whose place a newer one is.");
        } else {
            begin(known.get());
        }
    }

    private boolean hasSuccessor(Image image) {
        OptionalLong newest = stores.images().newestOf(image.sending().image());
        if (newest.isEmpty() || newest.getAsLong() <= image.ordinal()) {
            return false;
        }
        Life life = stores.images().get(newest.getAsLong()).orElseThrow().life();
        return life == Life.COMMITTED || !life.terminal();
    }

    private void begin(Image image) {
        clearing.keep(image);
        // What was to end its last life.
        stores.waiting().delete(image.ordinal(), Waiting.END_AT);
        stores.images().put(image.recalled());
        stores.agenda().recalling(OptionalLong.of(image.ordinal()));
    }

    private void continued(Event.Recalled record, Step step) throws WireException {
        Optional<Image> recalled = recalled();
        if (recalled.isEmpty() || !recalled.get().sending().generation().equals(record.key().getGeneration())) {
            // It was told, and counted, of its start or of where it went wrong: there can be thousands of these.
            return;
        }
        Image image = recalled.get();
        if (!image.sending().image().equals(record.key().getImage())) {
            throw new WireException("It names another image than its generation was opened for.");
        }
        switch (record.type()) {
            case IMAGE_OPENED -> opened(image, record);
            case DEFERRED_BLOCKS, KNOWN_BLOCKS -> extent(image, record);
            case IMAGE_SEALED -> sealed(image, record, step);
            case IMAGE_ABORTED -> giveUp(step);
            default -> throw new WireException("It is a " + record.type() + ", which has no place on the recall topic.");
        }
    }

    private Optional<Image> recalled() {
        OptionalLong ordinal = stores.agenda().recalling();
        return ordinal.isEmpty() ? Optional.empty() : stores.images().get(ordinal.getAsLong());
    }

    private void giveUp(Step step) {
        recalled().ifPresent(image -> {
            stores.agenda().recalling(OptionalLong.empty());
            ending.recallFailed(image, step);
        });
    }

    private void opened(Image image, Event.Recalled record) throws WireException {
        ImageOpened opened = forms.read(record.rawValue(), ImageOpened.class);
        if (record.interimOffset().orElse(-1) != image.ordinal() || opened.getSize() != image.sending().sizeBytes()
                || record.key().getOffset() != 0) {
            throw new WireException("It opens the generation in another way than it was opened.");
        }
        stores.waiting().put(Row.opened(image.ordinal(), record.rawKey(), record.rawValue()));
    }

    private void extent(Image image, Event.Recalled record) throws WireException {
        long offset = record.key().getOffset();
        long size = image.sending().sizeBytes();
        boolean fresh = record.type() == RecordType.DEFERRED_BLOCKS;
        long lengthMax = fresh ? Limits.RUN_BYTES_MAX : size;
        if (offset != image.arrivedTo() || record.length() < 1 || record.length() > lengthMax
                || offset > size - record.length()) {
            throw new WireException("It covers " + record.length() + " bytes from " + offset + " on, where "
                    + image.arrivedTo() + " was due, of " + size + ".");
        }
        if (fresh) {
            long interimOffset = forms.read(record.rawValue(), DeferredBlocks.class).getInterimOffset();
            fresh(Row.fresh(image.ordinal(), offset, interimOffset, record.length(), 0));
        } else {
            stores.waiting().put(Row.known(image.ordinal(), offset, record.interimOffset().orElseThrow(
                    () -> new WireException("It does not say where it came from.")), record.length(), record.rawValue()));
        }
        stores.images().put(image.arrived(offset + record.length()));
    }

    /** A payload that is still at hand from an earlier life, where it did not come to its turn, is made use of. */
    private void fresh(Row row) {
        Optional<Row> before = stores.waiting().get(row.ordinal(), row.position());
        if (before.isPresent() && before.get().payloadBytes() > 0) {
            if (before.get().interimOffset() == row.interimOffset() && before.get().length() == row.length()) {
                return;
            }
            stores.payloads().get(before.get().interimOffset()).ifPresent(stores.payloads()::delete);
        }
        stores.waiting().put(row);
    }

    private void sealed(Image image, Event.Recalled record, Step step) throws WireException {
        long size = image.sending().sizeBytes();
        ImageSealed sealed = forms.read(record.rawValue(), ImageSealed.class);
        if (image.arrivedTo() != size || record.key().getOffset() != size || sealed.getSize() != size
                || stores.waiting().get(image.ordinal(), Waiting.OPENED_AT).isEmpty()) {
            throw new WireException("It seals the generation, and not all of it has come.");
        }
        stores.waiting().put(Row.sealed(image.ordinal(), size, record.interimOffset().orElseThrow(
                () -> new WireException("It does not say where it came from.")), record.rawKey(), record.rawValue()));
        Image whole = image.sealArrived().become(Life.WAITING);
        stores.images().put(whole);
        stores.agenda().recalling(OptionalLong.empty());
        stores.agenda().enqueue(whole.sending());
        step.tally().oneRecalled();
        step.say(new Action.Recalled(whole));
    }
}
