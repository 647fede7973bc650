package io.entrepot.cli.copy;

import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterProgress;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.Set;

/**
 * Two listeners to one writer.
 *
 * @param first  hears first
 * @param second hears second
 */
record Taps(WriterListener first, WriterListener second) implements WriterListener {

    @Override
    public void passesOver(String why) {
        first.passesOver(why);
        second.passesOver(why);
    }

    @Override
    public void progress(WriterProgress progress) {
        first.progress(progress);
        second.progress(progress);
    }

    @Override
    public void receipt(ReceiptKey key, Receipt receipt) {
        first.receipt(key, receipt);
        second.receipt(key, receipt);
    }

    @Override
    public void step(CommitStep step, String image, long tookNs) {
        first.step(step, image, tookNs);
        second.step(step, image, tookNs);
    }

    @Override
    public void assigned(Set<Integer> partitions) {
        first.assigned(partitions);
        second.assigned(partitions);
    }

    @Override
    public void waits(String holder) {
        first.waits(holder);
        second.waits(holder);
    }
}
