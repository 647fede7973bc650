package io.entrepot.destination;

import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.destination.core.Opening;
import io.entrepot.destination.core.Recovery;
import io.entrepot.destination.core.StreamPosition;
import io.entrepot.image.PartialFile;
import io.entrepot.image.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about each name before the first record is read. */
final class Restart {

    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

    private final Volume volume;
    private final RecordStore store;
    private final Predicate<Incoming> ours;
    private final WriterListener listener;

    /** @param ours whether what was left is for this writer to finish, and not for another that runs */
    Restart(Volume volume, RecordStore store, Predicate<Incoming> ours, WriterListener listener) {
        this.volume = volume;
        this.store = store;
        this.ours = ours;
        this.listener = listener;
    }

    /** @param settled committed positions that say that the last word on a generation has been said, by its id */
    void run(Map<String, StreamPosition> settled) throws IOException {
        Map<Path, IOException> unreadable = new TreeMap<>();
        List<ImageRecord> records = store.records().readable(unreadable::put);
        for (IOException why : unreadable.values()) {
            passOver(why);
        }
        for (ImageRecord record : records) {
            if (record.incoming().filter(ours).isPresent()) {
                recover(record.image(), settled);
            }
        }
    }

    /** A damaged record is left as it is: its image fails when it comes. One that may be whole is not gone on without. */
    private void passOver(IOException why) throws IOException {
        if (!(why instanceof DamagedRecordException)) {
            throw why;
        }
        LOG.atWarn().addKeyValue("cause", why.getMessage()).log("A destination record is passed over");
        listener.passesOver(Sentences.of(why));
    }

    private void recover(String image, Map<String, StreamPosition> settled) throws IOException {
        try (RecordStore.Held held = store.hold(image)) {
            // Another process may have taken the name since it was listed.
            ImageRecord record = store.find(image);
            if (record.incoming().filter(ours).isPresent()) {
                recover(record, record.incoming().get(), settled);
            }
        }
    }

    private void recover(ImageRecord record, Incoming incoming, Map<String, StreamPosition> settled) throws IOException {
        // Of what is still to come nothing is asked that might keep the writer from starting: its turn finds out.
        boolean isComplete = incoming.phase() == Incoming.Phase.FINALISING;
        boolean partialExists = isComplete && volume.hasPartial(record.image(), incoming.generation().id());
        boolean renamed = isComplete && !partialExists && incoming.opening().isPresent()
                && isUnderFinalName(record.image(), incoming.opening().get());
        for (Action action : Recovery.of(record, partialExists, renamed, Optional.ofNullable(settled.get(incoming.generation().id())))) {
            LOG.atInfo().addKeyValue("image", record.image()).addKeyValue("action", action.getClass().getSimpleName())
                    .log("Finishing what an earlier run left");
            if (action instanceof Action.Rename rename) {
                try {
                    rename(incoming);
                } catch (ImageFailure e) {
                    LOG.atWarn().addKeyValue("image", record.image()).addKeyValue("cause", e.getMessage())
                            .log("An image that is complete cannot get its final name");
                    store.save(Recovery.unnamed(record).record());
                    return;
                }
                store.save(rename.after());
            } else if (action instanceof Action.Drop drop) {
                LaneFiles.removePartial(volume, drop.generation());
                store.drop(drop.generation());
            } else {
                throw new IllegalStateException("no part of a restart: " + action);
            }
        }
    }

    private boolean isUnderFinalName(String image, Opening opening) throws IOException {
        return volume.find(image).filter(file -> RecordStore.isUnder(file, opening)).isPresent();
    }

    private void rename(Incoming incoming) throws IOException, ImageFailure {
        Generation generation = incoming.generation();
        Optional<PartialFile> file = volume.reopen(generation.image(), generation.id(), incoming.cursor());
        if (file.isPresent()) {
            try (PartialFile partial = file.get()) {
                // Taking it up again has given it another time, by which the next restart would not know it.
                Opening opening = incoming.opening().orElseThrow();
                partial.finish(opening.size(), opening.mode(), opening.modifiedAtNs());
                LaneFiles.publish(volume, partial, generation, store);
            }
        } else {
            volume.forceName(generation.image());
        }
    }
}
