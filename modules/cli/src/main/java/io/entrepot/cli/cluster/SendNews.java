package io.entrepot.cli.cluster;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Names;
import io.entrepot.cli.report.Progress;
import io.entrepot.cli.text.Orders;
import io.entrepot.source.AgentListener;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.ControlKey;
import io.entrepot.wire.ControlOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What an agent says, as it is shown: an image that is on the interim topic whole is done here. */
final class SendNews implements AgentListener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;
    private final Consumer<String> notes;
    private final Map<String, Long> sizes;
    private final boolean ends;
    private final Deliveries deliveries;
    /** What each image has put on the interim topic so far. */
    private final Map<String, Long> sentBytes = new ConcurrentHashMap<>();
    private final Set<String> opened;

    /**
     * @param ends       whether an image that was sent is done
     * @param opened     takes the names of images that this sending opens: what had been sent before is said to be sealed without that
     * @param deliveries hears what is sent
     */
    SendNews(Progress progress, Consumer<ImageResult> finished, Consumer<String> notes, Map<String, Long> sizes, boolean ends,
            Set<String> opened, Deliveries deliveries) {
        this.opened = opened;
        this.deliveries = deliveries;
        this.progress = progress;
        this.finished = finished;
        this.notes = notes;
        this.ends = ends;
        this.sizes = Map.copyOf(sizes);
    }

    static ImageResult sent(String name, ImageFigures figures) {
        return ImageResult.sent(name, figures.sizeBytes(), figures.zeroBytes(), figures.newBytes(), figures.knownBytes());
    }

    @Override
    public void opened(String name, String generation, long sizeBytes, long resumedBytes) {
        opened.add(name);
        progress.opened(name, sizeBytes, resumedBytes > 0);
        deliveries.begun(name, generation);
    }

    @Override
    public void progress(String name, long readBytes, long newBytes, long knownBytes, long zeroBytes, long sent) {
        sentBytes.put(name, sent);
        progress.read(name, readBytes, newBytes, knownBytes, zeroBytes);
    }

    @Override
    public void ordered(ControlKey key, ControlOrder order) {
        notes.accept("Ordered by " + Names.printable(order.getBy() + ": " + Orders.words(key, order)));
    }

    @Override
    public void held(List<String> names, String why) {
        names.forEach(progress::held);
        notes.accept(Names.some(names) + ": " + why + "; what was read so far is sent.");
    }

    @Override
    public void released(List<String> names) {
        names.forEach(progress::released);
        notes.accept(Names.some(names) + ": going on.");
    }

    @Override
    public void sealed(String name, String generation, ImageFigures figures) {
        boolean isSentNow = opened.contains(name);
        if (ends && !isSentNow) {
            // What an earlier sending read is no part of this one's figures and rate.
            progress.sentBefore(name);
        } else {
            progress.sealed(name, figures.newBytes(), figures.knownBytes(), figures.zeroBytes());
        }
        if (ends && isSentNow) {
            progress.committed(name);
        }
        if (isSentNow) {
            finished.accept(sent(name, figures));
        }
        deliveries.whole(name, generation, figures);
    }

    /** Keys and values that this sending has put on the interim topic for an image that has not come to its end. */
    long sentBytes(String name) {
        return sentBytes.getOrDefault(name, 0L);
    }

    static ImageResult ahead(String name, ImageFigures figures) {
        return ImageResult.precopied(name, figures.sizeBytes(), figures.zeroBytes(), figures.newBytes(), figures.knownBytes());
    }

    @Override
    public void precopied(String name, ImageFigures figures) {
        progress.committed(name);
        finished.accept(ahead(name, figures));
    }

    @Override
    public void failed(String name, Exception cause) {
        progress.failed(name);
        finished.accept(ImageResult.failed(name, sizes.getOrDefault(name, 0L), cause.getMessage()));
    }
}
