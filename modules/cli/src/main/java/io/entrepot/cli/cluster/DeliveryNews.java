package io.entrepot.cli.cluster;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import java.util.Optional;
import java.util.function.Consumer;

/** What a destination says of images that are sent, as it is shown. */
final class DeliveryNews implements Deliveries.Listener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;

    DeliveryNews(Progress progress, Consumer<ImageResult> finished) {
        this.progress = progress;
        this.finished = finished;
    }

    @Override
    public void written(String image, Receipt receipt) {
        progress.written(image, receipt.getCursor(), receipt.getZeroBytes());
    }

    @Override
    public void committed(String image, ImageFigures sent, Receipt receipt) {
        progress.committed(image);
        finished.accept(new ImageResult(image, Phase.DONE, sent.sizeBytes(), sent.zeroBytes(), sent.newBytes(), sent.knownBytes(),
                receipt.getRuns(), receipt.getFileExtents(), receipt.getSharedBytes(), receipt.getCopiedBytes(),
                receipt.getFetchedBytes(), Optional.empty()));
    }

    @Override
    public void failed(String image, ImageFigures sent, String cause) {
        progress.failed(image);
        finished.accept(ImageResult.failed(image, sent.sizeBytes(), cause));
    }
}
