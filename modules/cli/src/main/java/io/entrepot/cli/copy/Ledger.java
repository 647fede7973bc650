package io.entrepot.cli.copy;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterProgress;
import io.entrepot.source.AgentListener;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Brings together what the agent and the writer say of each image, and knows when nothing more is to come. An image is done when the
 * writer's receipt for the generation that the agent has sealed is final; each may be heard first.
 */
final class Ledger implements AgentListener, WriterListener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;
    private final Map<String, Long> expected;
    private final Map<String, String> generations = new HashMap<>();
    private final Map<String, ImageFigures> sealed = new HashMap<>();
    private final Map<String, Map<String, Receipt>> receipts = new HashMap<>();
    private final Map<String, ImageResult> results = new LinkedHashMap<>();
    private final Set<String> atWriter = new HashSet<>();
    private String lastAtWriter;
    private long switches;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private CompletableFuture<Void> quiet = CompletableFuture.completedFuture(null);

    /**
     * @param expected images that are being sent, with their sizes in bytes
     * @param progress is told what is heard
     * @param finished is told once of each image
     */
    Ledger(Map<String, Long> expected, Progress progress, Consumer<ImageResult> finished) {
        this.expected = Map.copyOf(expected);
        this.progress = progress;
        this.finished = finished;
        if (expected.isEmpty()) {
            complete.complete(null);
        }
    }

    /** Done when each expected image has its result. */
    CompletableFuture<Void> complete() {
        return complete;
    }

    /** Done when the writer has nothing half done of an image that has its result: then its partial files are gone. */
    synchronized CompletableFuture<Void> quiet() {
        quiet = new CompletableFuture<>();
        checkQuiet();
        return quiet;
    }

    /** What came of each image that has come to its end. */
    synchronized List<ImageResult> results() {
        return List.copyOf(results.values());
    }

    /** Times that the writer went from one image to another. */
    synchronized long switches() {
        return switches;
    }

    @Override
    public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
        progress.opened(name, sizeBytes, resumedBytes > 0);
        synchronized (this) {
            generations.put(name, generation);
            match(name);
        }
    }

    @Override
    public void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes, long sentBytes) {
        progress.read(name, readBytes, newBytes, knownBytes, zeroBytes);
    }

    @Override
    public synchronized void sealed(String name, String generation, ImageFigures figures) {
        progress.sealed(name, figures.newBytes(), figures.knownBytes(), figures.zeroBytes());
        generations.put(name, generation);
        sealed.put(name, figures);
        match(name);
    }

    @Override
    public synchronized void failed(String name, Exception cause) {
        end(ImageResult.failed(name, size(name), cause.getMessage()));
    }

    @Override
    public void progress(WriterProgress written) {
        progress.written(written.image(), written.cursorBytes(), written.figures().zeroBytes());
    }

    @Override
    public synchronized void step(CommitStep step, String image, long tookNs) {
        if (step == CommitStep.OPEN) {
            atWriter.add(image);
            if (lastAtWriter != null && !lastAtWriter.equals(image)) {
                switches++;
            }
            lastAtWriter = image;
        }
    }

    @Override
    public synchronized void receipt(ReceiptKey key, Receipt receipt) {
        ReceiptState state = receipt.getState();
        if (state == ReceiptState.RECEIVING || state == ReceiptState.PARKED) {
            return;
        }
        String name = key.getImage();
        receipts.computeIfAbsent(name, any -> new HashMap<>()).put(key.getGeneration(), receipt);
        atWriter.remove(name);
        match(name);
        checkQuiet();
    }

    /** A sending that is of no use is forgotten; the next one counts. */
    synchronized void forget(String name) {
        generations.remove(name);
        sealed.remove(name);
    }

    private void match(String name) {
        Receipt receipt = receipts.getOrDefault(name, Map.of()).get(generations.get(name));
        if (receipt == null) {
            return;
        }
        switch (receipt.getState()) {
            case COMMITTED -> {
                // The writer can be done before the agent has told of the last transaction.
                if (sealed.containsKey(name)) {
                    end(done(name, sealed.get(name), receipt));
                }
            }
            case FAILED -> end(ImageResult.failed(name, size(name), Optional.ofNullable(receipt.getCause()).orElse("the writer gave no reason")));
            case SUPERSEDED -> end(ImageResult.failed(name, size(name), "a later sending has taken its place"));
            default -> throw new IllegalStateException("not a final receipt: " + receipt.getState());
        }
    }

    private void end(ImageResult result) {
        if (!expected.containsKey(result.name()) || results.putIfAbsent(result.name(), result) != null) {
            return;
        }
        if (result.phase() == Phase.DONE) {
            progress.committed(result.name());
        } else {
            progress.failed(result.name());
        }
        finished.accept(result);
        if (results.size() == expected.size()) {
            complete.complete(null);
        }
    }

    private void checkQuiet() {
        if (atWriter.stream().noneMatch(results::containsKey)) {
            quiet.complete(null);
        }
    }

    private long size(String name) {
        return expected.getOrDefault(name, 0L);
    }

    private static ImageResult done(String name, ImageFigures figures, Receipt receipt) {
        return new ImageResult(name, Phase.DONE, figures.sizeBytes(), figures.zeroBytes(), figures.newBytes(), figures.knownBytes(),
                receipt.getRuns(), receipt.getFileExtents(), receipt.getSharedBytes(), receipt.getCopiedBytes(),
                receipt.getFetchedBytes(), Optional.empty());
    }
}
