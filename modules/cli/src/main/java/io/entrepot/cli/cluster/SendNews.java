package io.entrepot.cli.cluster;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.AgentListener;
import io.entrepot.source.ImageFigures;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What an agent says, as it is shown: an image that is on the interim topic whole is done here. */
final class SendNews implements AgentListener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;
    private final Map<String, Long> sizes;
    /** What had been sent before is said to be sealed without having been opened. */
    private final Set<String> opened = ConcurrentHashMap.newKeySet();

    SendNews(Progress progress, Consumer<ImageResult> finished, Map<String, Long> sizes) {
        this.progress = progress;
        this.finished = finished;
        this.sizes = Map.copyOf(sizes);
    }

    static ImageResult sent(String name, ImageFigures figures) {
        return ImageResult.sent(name, figures.sizeBytes(), figures.zeroBytes(), figures.newBytes(), figures.knownBytes());
    }

    @Override
    public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
        opened.add(name);
        progress.opened(name, sizeBytes, resumedBytes > 0);
    }

    @Override
    public void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes, long sentBytes) {
        progress.read(name, readBytes, newBytes, knownBytes, zeroBytes);
    }

    @Override
    public void sealed(String name, String generation, ImageFigures figures) {
        progress.sealed(name, figures.newBytes(), figures.knownBytes(), figures.zeroBytes());
        progress.committed(name);
        if (opened.contains(name)) {
            finished.accept(sent(name, figures));
        }
    }

    @Override
    public void failed(String name, Exception cause) {
        progress.failed(name);
        finished.accept(ImageResult.failed(name, sizes.getOrDefault(name, 0L), cause.getMessage()));
    }
}
