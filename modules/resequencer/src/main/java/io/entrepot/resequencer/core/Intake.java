package io.entrepot.resequencer.core;

import io.entrepot.wire.ImageAborted;
import io.entrepot.wire.ImageOpened;
import io.entrepot.wire.ImageSealed;
import io.entrepot.wire.Limits;
import io.entrepot.wire.RecordKey;
import io.entrepot.wire.RecordType;
import io.entrepot.wire.WireException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes in what comes from the interim topic: passes on what comes next for the image that has the turn, lets the rest
 * wait, and refuses what cannot be right. A bad record costs its own image at most.
 */
final class Intake {

    private final Stores stores;
    private final Forms forms;
    private final Bounds bounds;
    private final Passing passing;
    private final Ending ending;
    private final Stall stall;
    /** The image that the last extent was for; not kept over a restart. */
    private String lastImage;
    private final long passOnFrom;

    /** @param passOnFrom what is opened before this interim offset is left out, unless it is recalled */
    Intake(Stores stores, Forms forms, Bounds bounds, Passing passing, Ending ending, Stall stall,
            long passOnFrom) {
        this.passOnFrom = passOnFrom;
        this.stores = stores;
        this.forms = forms;
        this.bounds = bounds;
        this.passing = passing;
        this.ending = ending;
        this.stall = stall;
    }

    void arrived(Event.Arrival record, Step step) {
        if (record.type() == RecordType.IMAGE_OPENED) {
            opened(record, step);
            return;
        }
        switch (record.type()) {
            case NEW_BLOCKS, KNOWN_BLOCKS, IMAGE_SEALED, IMAGE_ABORTED -> {
                Optional<Image> image = find(record.key(), record.interimOffset(), step);
                if (image.isPresent()) {
                    stirred(image.get());
                    ofImage(image.get(), record, step);
                }
            }
            default -> step.refuse(record.interimOffset(),
                    "It is a " + record.type() + ", which has no place on the interim topic.");
        }
    }

    /** A value that cannot be read leaves a hole in its image. */
    void unreadable(Event.Unreadable record, Step step) {
        Optional<Image> image = find(record.key(), record.interimOffset(), step);
        if (image.isEmpty()) {
            return;
        }
        if (image.get().takesData() && record.key().getOffset() >= image.get().position()) {
            ending.fault(image.get(), record.interimOffset(), record.why(), step);
        } else {
            step.refuse(record.interimOffset(), record.why());
        }
    }

    private Optional<Image> find(RecordKey key, long interimOffset, Step step) {
        OptionalLong ordinal = stores.images().ordinalOf(key.getGeneration());
        Optional<Image> image = ordinal.isEmpty() ? Optional.empty() : stores.images().get(ordinal.getAsLong());
        if (image.isEmpty()) {
            step.refuse(interimOffset, "It is of a generation that was not opened.");
        } else if (!image.get().sending().image().equals(key.getImage())) {
            step.refuse(interimOffset, "It names another image than its generation was opened for.");
            return Optional.empty();
        }
        return image;
    }

    private void opened(Event.Arrival record, Step step) {
        RecordKey key = record.key();
        OptionalLong known = stores.images().ordinalOf(key.getGeneration());
        if (known.isPresent()) {
            if (known.getAsLong() == record.interimOffset()) {
                step.tally().duplicate();
            } else {
                step.refuse(record.interimOffset(), "It opens a generation that was opened before.");
            }
            return;
        }
        ImageOpened opened;
        try {
            opened = forms.read(record.rawValue(), ImageOpened.class);
        } catch (WireException bad) {
            step.refuse(record.interimOffset(), bad.getMessage());
            return;
        }
        if (key.getOffset() != 0 || opened.getSize() < 0 || opened.getSize() > Limits.IMAGE_BYTES_MAX) {
            step.refuse(record.interimOffset(),
                    "It opens an image at an offset other than 0, or of a size that cannot be.");
            return;
        }
        OptionalLong before = stores.images().newestOf(key.getImage());
        Sending sending = new Sending(record.interimOffset(), key.getImage(), key.getGeneration(), opened.getSize(),
                opened.getPriority());
        if (sending.ordinal() < passOnFrom) {
            stores.images().open(Image.leftOut(sending));
            return;
        }
        Image fresh = Image.opened(sending);
        stores.images().open(fresh);
        stirred(fresh);
        stores.waiting().put(Row.opened(sending.ordinal(), record.rawKey(), record.rawValue()));
        stores.agenda().enqueue(sending);
        if (before.isPresent()) {
            Image older = stores.images().get(before.getAsLong()).orElseThrow();
            if (older.ordinal() < sending.ordinal() && older.takesData() && !older.sealed()) {
                ending.superseded(older, sending, step);
            }
        }
    }

    private void stirred(Image image) {
        if (image.takesData()) {
            stall.stirred(image.sending().generation());
        }
    }

    private void ofImage(Image image, Event.Arrival record, Step step) {
        if (record.type() == RecordType.IMAGE_SEALED) {
            sealed(image, record, step);
        } else if (record.type() == RecordType.IMAGE_ABORTED) {
            aborted(image, record, step);
        } else {
            extent(image, record, step);
        }
    }

    private void extent(Image image, Event.Arrival record, Step step) {
        long offset = record.key().getOffset();
        long lengthMax = record.type() == RecordType.NEW_BLOCKS ? Limits.RUN_BYTES_MAX : image.sending().sizeBytes();
        if (record.length() < 1 || record.length() > lengthMax || offset < 0
                || offset > image.sending().sizeBytes() - record.length()) {
            wrong(image, record, "It covers " + record.length() + " bytes from " + offset
                    + " on, which cannot be: the image has " + image.sending().sizeBytes() + ".", step);
            return;
        }
        countSwitch(image.sending().image(), step);
        if (record.type() == RecordType.NEW_BLOCKS) {
            // Whatever becomes of the image: others may refer to these blocks, and the interim topic has them.
            carries(image, new Carriers.Carried(offset, record.length(), record.interimOffset()));
        }
        if (!image.takesData()) {
            step.tally().late();
            return;
        }
        Overlap overlap = Overlap.of(image, offset, record.length(), stores.waiting());
        if (overlap == Overlap.SAME) {
            step.tally().duplicate();
        } else if (overlap == Overlap.PARTLY) {
            wrong(image, record, "It covers " + record.length() + " bytes from " + offset
                    + " on, a part of which came before.", step);
        } else if (image.life() != Life.TURN || offset != image.position() || !passNow(image, record, step)) {
            await(image, record, step);
        }
    }

    private void countSwitch(String image, Step step) {
        if (lastImage != null && !lastImage.equals(image)) {
            step.tally().arrivalSwitch();
        }
        lastImage = image;
    }

    /**
     * First come counts: what overlaps it later is wrong, and must not lead astray those who refer to what was there.
     */
    private void carries(Image image, Carriers.Carried carried) {
        boolean free = carried.offset() >= image.arrivedTo() && image.takesData() || stores.carriers()
                .floor(image.ordinal(), carried.end() - 1).filter(other -> other.end() > carried.offset()).isEmpty();
        if (free) {
            stores.carriers().put(image.ordinal(), carried);
        }
    }

    /** Passes on an extent that is what comes next; false when it may not be passed on now. */
    private boolean passNow(Image image, Event.Arrival record, Step step) {
        long end = record.key().getOffset() + record.length();
        try {
            Optional<Image> passed = record.type() == RecordType.NEW_BLOCKS
                    ? passing.raw(image, record.rawKey(), record.rawValue(), record.interimOffset(), step)
                    : passing.known(image, record.key().getOffset(), record.rawValue(), record.interimOffset(), step);
            passed.ifPresent(after -> stores.images().put(after.at(end).arrived(end)));
            return passed.isPresent();
        } catch (WireException bad) {
            ending.fault(image, record.interimOffset(), bad.getMessage(), step);
            return true;
        }
    }

    private void await(Image image, Event.Arrival record, Step step) {
        long offset = record.key().getOffset();
        Image after = image.arrived(offset + record.length());
        if (record.type() == RecordType.NEW_BLOCKS) {
            Payloads.Payload payload = new Payloads.Payload(record.interimOffset(), image.ordinal(), offset,
                    record.rawKey(), record.rawValue());
            boolean held = stores.payloads().heldBytes() + payload.bytes() <= bounds.bufferBytesMax();
            if (held) {
                stores.payloads().put(payload);
            }
            stores.waiting().put(Row.fresh(image.ordinal(), offset, record.interimOffset(), record.length(),
                    held ? record.rawValue().length : 0));
        } else {
            stores.waiting().put(Row.known(image.ordinal(), offset, record.interimOffset(), record.length(),
                    record.rawValue()));
        }
        stores.images().put(after);
        step.tally().waited(record.rawValue().length);
        if (offset == after.position()) {
            wanted(after);
        }
    }

    private void sealed(Image image, Event.Arrival record, Step step) {
        if (!image.takesData()) {
            step.tally().late();
            return;
        }
        if (image.sealed()) {
            step.tally().duplicate();
            return;
        }
        long size = image.sending().sizeBytes();
        try {
            ImageSealed sealed = forms.read(record.rawValue(), ImageSealed.class);
            if (record.key().getOffset() != size || sealed.getSize() != size) {
                wrong(image, record, "It seals the image at another size than it was opened with.", step);
                return;
            }
        } catch (WireException bad) {
            ending.fault(image, record.interimOffset(), bad.getMessage(), step);
            return;
        }
        stores.waiting().put(Row.sealed(image.ordinal(), size, record.interimOffset(), record.rawKey(),
                record.rawValue()));
        Image after = image.sealArrived();
        stores.images().put(after);
        wanted(after);
    }

    private void aborted(Image image, Event.Arrival record, Step step) {
        if (!image.takesData() || image.sealed()) {
            step.tally().late();
            return;
        }
        try {
            forms.read(record.rawValue(), ImageAborted.class);
        } catch (WireException bad) {
            ending.fault(image, record.interimOffset(), bad.getMessage(), step);
            return;
        }
        ending.abortedByAgent(image, record, step);
    }

    /**
     * A parked image wants another turn as soon as there is something to say in it, if only that its seal came and its
     * data did not.
     */
    private void wanted(Image image) {
        if (image.life() == Life.PARKED) {
            stores.agenda().enqueue(image.sending());
        }
    }

    private void wrong(Image image, Event.Arrival record, String why, Step step) {
        if (image.takesData()) {
            ending.fault(image, record.interimOffset(), why, step);
        } else {
            step.refuse(record.interimOffset(), why);
        }
    }
}
