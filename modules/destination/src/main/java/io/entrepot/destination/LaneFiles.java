package io.entrepot.destination;

import io.entrepot.destination.core.Action;
import io.entrepot.destination.core.Committed;
import io.entrepot.destination.core.Generation;
import io.entrepot.destination.core.ImageRecord;
import io.entrepot.destination.core.Incoming;
import io.entrepot.image.FileStatus;
import io.entrepot.image.NoSpaceException;
import io.entrepot.image.PartialFile;
import io.entrepot.image.Volume;
import io.entrepot.image.VolumeFaultException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partial file of the image that has the turn on one partition, and what is done to it besides writing. */
final class LaneFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LaneFiles.class);

    private final Volume volume;
    private final Carriers carriers;
    private final WriterListener listener;
    private PartialFile current;
    private Generation owner;

    LaneFiles(Volume volume, Carriers carriers, WriterListener listener) {
        this.volume = volume;
        this.carriers = carriers;
        this.listener = listener;
    }

    /** Null between two images. */
    PartialFile current() {
        return current;
    }

    /**
     * What keeps a partial file from being taken up again may pass, and failing the image would remove it: then the writer
     * ends. Where nothing has been written yet it is the image that fails.
     */
    void open(Action.Open open) throws IOException, ImageFailure {
        long startNs = System.nanoTime();
        Incoming incoming = open.incoming();
        Generation generation = incoming.generation();
        carriers.close();
        owner = generation;
        try {
            current = open.fresh() ? create(generation) : volume.reopen(generation.image(), generation.id(),
                    incoming.cursor()).orElseThrow(() -> gone(generation));
        } catch (IllegalArgumentException e) {
            throw new ImageFailure("Image " + generation.image() + " cannot be written: " + e.getMessage() + ".");
        }
        listener.step(CommitStep.OPEN, generation.image(), System.nanoTime() - startNs);
    }

    private PartialFile create(Generation generation) throws IOException, ImageFailure {
        try {
            if (isDirectory(volume, generation)) {
                throw occupied(generation);
            }
            volume.removeOtherPartials(generation.image(), generation.id());
            return volume.create(generation.image(), generation.id());
        } catch (NoSpaceException | VolumeFaultException e) {
            // The next image would fail, too, and with each that does what was sent of it is lost to this destination.
            throw e;
        } catch (IOException e) {
            throw new ImageFailure("Image " + generation.image() + " cannot be opened at the destination: "
                    + Sentences.of(e));
        }
    }

    private static boolean isDirectory(Volume volume, Generation generation) throws IOException {
        return volume.find(generation.image()).map(FileStatus::kind).filter(FileStatus.Kind.DIRECTORY::equals).isPresent();
    }

    private static ImageFailure occupied(Generation generation) {
        return new ImageFailure("Image " + generation.image()
                + " cannot be written: a directory has its name at the destination.");
    }

    private static ImageFailure gone(Generation generation) {
        return new ImageFailure("Image " + generation.image()
                + " cannot go on: its partial file is gone or shorter than it was; send it again.");
    }

    void fit(Action.Fit fit) throws IOException, ImageFailure {
        if (!current.canBecome(fit.sizeBytes())) {
            throw new ImageFailure("Image " + fit.generation().image() + " has " + fit.sizeBytes()
                    + " bytes, and the destination's file system cannot hold a file this large.");
        }
    }

    /** The file's length has been set before, by whoever writes to it. */
    void force(Action.Force force, PartialFile file) throws IOException {
        long startNs = System.nanoTime();
        file.forceWritten();
        listener.step(CommitStep.FORCE, force.generation().image(), System.nanoTime() - startNs);
    }

    /** Says how many extents the file has; 0 where the file system does not. */
    int complete(Action.Complete complete) throws IOException {
        long startNs = System.nanoTime();
        var opening = complete.opening();
        current.finish(opening.size(), opening.mode(), opening.modifiedAtNs());
        int extents = (int) Math.min(Integer.MAX_VALUE, current.file().extents().orElse(0));
        listener.step(CommitStep.COMPLETE, complete.generation().image(), System.nanoTime() - startNs);
        return extents;
    }

    void rename(Action.Rename rename, RecordStore store) throws IOException, ImageFailure {
        long startNs = System.nanoTime();
        publish(volume, current, rename.generation(), store);
        close();
        listener.step(CommitStep.RENAME, rename.generation().image(), System.nanoTime() - startNs);
    }

    /** What has come to stand in the way while the image was on its way is the image's misfortune, and nobody else's. */
    static void publish(Volume volume, PartialFile file, Generation generation, RecordStore store)
            throws IOException, ImageFailure {
        if (!file.isInPlace()) {
            throw gone(generation);
        }
        Optional<Committed> before = store.find(generation.image()).committed();
        boolean published = true;
        try {
            if (!store.mayOverwrite() && before.filter(committed -> store.isAltered(generation.image(), committed.opening())).isPresent()) {
                throw new ImageFailure("Image " + generation.image() + " cannot get its name: " + volume.root().resolve(generation.image())
                        + " was changed while the image was on its way; move it away or allow overwriting, and send the image again.");
            }
            if (before.isPresent() && !before.get().id().equals(generation.id()) && store.keepGenerations() > 0) {
                file.publishKeeping(before.get().id(), store.keepGenerations());
            } else {
                published = file.publish(store.mayOverwrite() || before.isPresent());
            }
        } catch (IOException e) {
            if (isDirectory(volume, generation)) {
                throw occupied(generation);
            } else if (!file.isInPlace()) {
                throw gone(generation);
            }
            throw e;
        }
        if (!published) {
            throw new ImageFailure("Image " + generation.image() + " cannot get its name: "
                    + volume.root().resolve(generation.image())
                    + " has come into being while the image was on its way; move it away and send the image again.");
        }
    }

    void drop(Action.Drop drop, RecordStore store) throws IOException {
        long startNs = System.nanoTime();
        Generation generation = drop.generation();
        if (generation.equals(owner)) {
            // What of it the kernel cannot write any more is thrown away in any case.
            closeQuietly();
        }
        removePartial(volume, generation);
        store.drop(generation);
        listener.step(CommitStep.DROP, generation.image(), System.nanoTime() - startNs);
    }

    /** What stands in the way of removing stood in the way of creating: then there is nothing to remove. */
    static void removePartial(Volume volume, Generation generation) {
        try {
            volume.removePartial(generation.image(), generation.id());
        } catch (IOException | IllegalArgumentException e) {
            LOG.atInfo().addKeyValue("image", generation.image()).addKeyValue("cause", e.getMessage())
                    .log("A partial file cannot be removed");
        }
    }

    void close() throws IOException {
        if (current != null) {
            PartialFile file = current;
            current = null;
            owner = null;
            file.close();
        }
        carriers.close();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("A partial file cannot be closed");
        }
    }
}
