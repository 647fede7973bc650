package io.entrepot.cli.cluster;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a destination says of images that were sent, as it is shown. */
final class DeliveryNews implements Deliveries.Listener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;
    private final Map<String, ImageFigures> figures;

    /** @param figures of each image that was sent */
    DeliveryNews(Progress progress, Consumer<ImageResult> finished, Map<String, ImageFigures> figures) {
        this.progress = progress;
        this.finished = finished;
        this.figures = Map.copyOf(figures);
    }

    @Override
    public void written(String image, Receipt receipt) {
        progress.written(image, receipt.getCursor(), receipt.getZeroBytes());
    }

    @Override
    public void committed(String image, Receipt receipt) {
        progress.committed(image);
        ImageFigures sent = figures.get(image);
        finished.accept(new ImageResult(image, Phase.DONE, sent.sizeBytes(), sent.zeroBytes(), sent.newBytes(), sent.knownBytes(),
                receipt.getRuns(), receipt.getFileExtents(), receipt.getSharedBytes(), receipt.getCopiedBytes(),
                receipt.getFetchedBytes(), Optional.empty()));
    }

    @Override
    public void failed(String image, String cause) {
        progress.failed(image);
        finished.accept(ImageResult.failed(image, figures.get(image).sizeBytes(), cause));
    }
}
