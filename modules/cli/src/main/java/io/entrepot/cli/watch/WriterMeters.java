package io.entrepot.cli.watch;

import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterProgress;
import io.entrepot.destination.core.Figures;
import io.entrepot.monitor.metrics.Meters;
import io.entrepot.monitor.metrics.Metric;
import io.entrepot.monitor.page.Board;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import io.entrepot.wire.ReceiptState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what writers do, tells the board, and passes it on. */
final class WriterMeters implements WriterListener {

    private final Meters meters;
    private final Board board;
    private final WriterListener next;
    /** By generation: those that are being written, which are one for each partition, and those that were parked. */
    private final Map<String, Figures> counted = new ConcurrentHashMap<>();

    WriterMeters(Meters meters, Board board, WriterListener next) {
        this.meters = meters;
        this.board = board;
        this.next = next;
        List.of("zero", "new", "shared", "copied", "fetched").forEach(origin -> meters.begin(Metric.WRITER_IMAGE_BYTES, origin));
        List.of(ReceiptState.COMMITTED, ReceiptState.FAILED, ReceiptState.PARKED, ReceiptState.SUPERSEDED)
                .forEach(state -> meters.begin(Metric.WRITER_IMAGES, word(state)));
        meters.begin(Metric.WRITER_FETCHED_RECORDS);
        meters.begin(Metric.WRITER_VERIFY_FAILURES);
    }

    @Override
    public void passesOver(String why) {
        next.passesOver(why);
    }

    @Override
    public void progress(WriterProgress progress) {
        Figures now = progress.figures();
        // What a resumed image had before this process is counted with its first word.
        Figures before = counted.put(progress.generation(), now);
        Figures from = before == null ? Figures.NONE : before;
        meters.add(Metric.WRITER_IMAGE_BYTES, now.zeroBytes() - from.zeroBytes(), "zero");
        meters.add(Metric.WRITER_IMAGE_BYTES, now.newBytes() - from.newBytes(), "new");
        meters.add(Metric.WRITER_IMAGE_BYTES, now.sharedBytes() - from.sharedBytes(), "shared");
        meters.add(Metric.WRITER_IMAGE_BYTES, now.copiedBytes() - from.copiedBytes(), "copied");
        meters.add(Metric.WRITER_IMAGE_BYTES, now.fetchedBytes() - from.fetchedBytes(), "fetched");
        meters.add(Metric.WRITER_FETCHED_RECORDS, now.fetchedRecords() - from.fetchedRecords());
        board.written(progress.generation(), progress.cursorBytes());
        next.progress(progress);
    }

    @Override
    public void receipt(ReceiptKey key, Receipt receipt) {
        if (receipt.getState() != ReceiptState.RECEIVING) {
            meters.add(Metric.WRITER_IMAGES, 1, word(receipt.getState()));
            if (receipt.getState() != ReceiptState.PARKED) {
                counted.remove(key.getGeneration());
            }
            if (receipt.getState() == ReceiptState.FAILED && receipt.getDigest() != null) {
                meters.add(Metric.WRITER_VERIFY_FAILURES, 1);
            }
        }
        BoardFeed.told(board, key, receipt);
        next.receipt(key, receipt);
    }

    @Override
    public void step(CommitStep step, String image, long tookNs) {
        meters.took(Metric.WRITER_STEP, tookNs, step.name().toLowerCase(Locale.ROOT));
        next.step(step, image, tookNs);
    }

    @Override
    public void assigned(Set<Integer> partitions) {
        next.assigned(partitions);
    }

    @Override
    public void waits(String holder) {
        next.waits(holder);
    }

    private static String word(ReceiptState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
