package io.entrepot.source;

import io.entrepot.source.cores.Cores;
import io.entrepot.source.index.BlockIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what sending images to a new fleet would come to: reads, cuts, names, looks up and compresses as an agent does,
 * and sends nothing. Its index is on disk, so memory stays bounded whatever the images are.
 */
public final class Estimate {

    private final EstimateSettings settings;
    private final AgentListener listener;
    private volatile boolean stopped;

    /** @param listener hears {@code opened}, {@code progress}, {@code sealed} and {@code failed} */
    public Estimate(EstimateSettings settings, AgentListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Estimates.
     *
     * @return for each image that was finished, in the order of the list; all of them unless it was stopped
     * @throws IOException when the scratch directory cannot be made or removed
     */
    public List<EstimateOutcome> run(List<ImageFile> images) throws IOException {
        var shipments = new Shipments(images);
        Files.createDirectory(settings.scratch());
        try (var cores = new Cores(settings.threads(), settings.zstdLevels(), false);
             BlockIndex index = BlockIndex.open(settings.scratch(), "estimate", BlockIndex.CACHE_BYTES_DEFAULT)) {
            new EstimateRun(settings, listener, shipments, cores, index).run(() -> stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            BlockIndex.discard(settings.scratch());
            Files.delete(settings.scratch());
        }
        List<EstimateOutcome> outcomes = new ArrayList<>();
        for (SendOutcome outcome : shipments.outcomes()) {
            if (outcome instanceof SendOutcome.Sealed sealed) {
                outcomes.add(new EstimateOutcome.Estimated(sealed.name(), sealed.figures()));
            } else if (outcome instanceof SendOutcome.Failed failed) {
                outcomes.add(new EstimateOutcome.Failed(failed.name(), failed.cause()));
            }
        }
        return outcomes;
    }

    /** Ends it early; from any thread. */
    public void stop() {
        stopped = true;
    }
}
