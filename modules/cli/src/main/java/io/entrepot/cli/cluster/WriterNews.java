package io.entrepot.cli.cluster;

import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.report.NowAndThen;
import io.entrepot.cli.text.Sizes;
import io.entrepot.destination.CommitStep;
import io.entrepot.destination.WriterListener;
import io.entrepot.destination.WriterProgress;
import io.entrepot.wire.Receipt;
import io.entrepot.wire.ReceiptKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a writer does, as people and programs are told: each image's beginning, now and then how far it is, and its end. */
final class WriterNews implements WriterListener {

    private final Bulletin bulletin;
    private final WriterListener tap;
    private final NowAndThen progress = new NowAndThen(System::nanoTime);

    /** @param tap hears everything as well */
    WriterNews(Bulletin bulletin, WriterListener tap) {
        this.bulletin = bulletin;
        this.tap = tap;
    }

    @Override
    public void passesOver(String why) {
        tap.passesOver(why);
        bulletin.say("passed_over", why + " The other images go on.", Map.of("cause", why));
    }

    @Override
    public void progress(WriterProgress reached) {
        tap.progress(reached);
        if (!progress.isDue()) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("generation", reached.generation());
        fields.put("sizeBytes", reached.sizeBytes());
        fields.put("writtenBytes", reached.cursorBytes());
        bulletin.image("progress", reached.image(), Sizes.text(reached.cursorBytes()) + " of " + Sizes.text(reached.sizeBytes())
                + " written", fields);
    }

    @Override
    public void step(CommitStep step, String image, long tookNs) {
        tap.step(step, image, tookNs);
        if (step == CommitStep.OPEN) {
            bulletin.image("writing", image, "writing", Map.of());
        }
    }

    @Override
    public void receipt(ReceiptKey key, Receipt receipt) {
        tap.receipt(key, receipt);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("generation", key.getGeneration());
        fields.put("turn", receipt.getTurn());
        switch (receipt.getState()) {
            case RECEIVING -> { }
            case FAILED -> bulletin.failed(key.getImage(), receipt.getCause() == null ? "no reason was given" : receipt.getCause(), fields);
            case COMMITTED -> committed(key.getImage(), receipt, fields);
            default -> bulletin.image(receipt.getState().name().toLowerCase(Locale.ROOT), key.getImage(),
                    receipt.getState().name().toLowerCase(Locale.ROOT), fields);
        }
    }

    @Override
    public void assigned(Set<Integer> partitions) {
        tap.assigned(partitions);
        List<Integer> numbers = partitions.stream().sorted().toList();
        String which = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        bulletin.say("assigned", numbers.isEmpty() ? "The group has no partition for this writer: it stands by"
                : "The group has this writer write " + (numbers.size() == 1 ? "partition " : "partitions ") + which, Map.of("partitions", numbers));
    }

    @Override
    public void waits(String holder) {
        tap.waits(holder);
        bulletin.say("waits", "What is to be written is not free yet. " + holder, Map.of("holder", holder));
    }

    private void committed(String image, Receipt receipt, Map<String, Object> fields) {
        fields.put("sizeBytes", receipt.getCursor());
        fields.put("zeroBytes", receipt.getZeroBytes());
        fields.put("newBytes", receipt.getNewBytes());
        fields.put("sharedBytes", receipt.getSharedBytes());
        fields.put("copiedBytes", receipt.getCopiedBytes());
        fields.put("fetchedBytes", receipt.getFetchedBytes());
        fields.put("runs", receipt.getRuns());
        fields.put("fileExtents", receipt.getFileExtents());
        // File systems that do not count extents say 0.
        String extents = receipt.getFileExtents() == 0 ? "" : ", " + counted(receipt.getFileExtents(), "file extent");
        bulletin.image("committed", image, "committed, " + Sizes.text(receipt.getCursor()) + ", " + counted(receipt.getRuns(), "run")
                + extents, fields);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
