package io.entrepot.cli.cluster;

import io.entrepot.cli.report.ImageResult;
import io.entrepot.cli.report.Phase;
import io.entrepot.cli.report.Progress;
import io.entrepot.source.ImageFigures;
import io.entrepot.wire.Receipt;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a destination says of images that are sent, as it is shown. */
final class DeliveryNews implements Deliveries.Listener {

    private final Progress progress;
    private final Consumer<ImageResult> finished;
    private final Set<String> opened;

    /** @param opened names of the images that this sending has opened; of the others it has something to say at its end */
    DeliveryNews(Progress progress, Consumer<ImageResult> finished, Set<String> opened) {
        this.opened = opened;
        this.progress = progress;
        this.finished = finished;
    }

    @Override
    public void written(String image, Receipt receipt) {
        progress.written(image, receipt.getCursor(), receipt.getZeroBytes());
    }

    @Override
    public void wasCommitted(String image, ImageFigures sent, Receipt receipt) {
        if (opened.contains(image)) {
            committed(image, sent, receipt);
        } else {
            // What an earlier sending read is no part of this one's figures and rate.
            progress.there(image);
        }
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
