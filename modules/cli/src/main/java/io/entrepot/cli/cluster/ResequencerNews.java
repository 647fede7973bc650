package io.entrepot.cli.cluster;

import io.entrepot.cli.report.Bulletin;
import io.entrepot.cli.report.NowAndThen;
import io.entrepot.cli.text.Sizes;
import io.entrepot.resequencer.ResequencerListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a resequencer does, as people and programs are told. */
final class ResequencerNews implements ResequencerListener {

    /** Each of the first is told of. What is left of an image that was trimmed in the middle, or a topic of somebody else's, is thousands. */
    private static final int REFUSED_EACH_MAX = 10;

    private final Bulletin bulletin;
    private final boolean receipts;
    private final NowAndThen refusedAgain;
    private int refusedEach;
    private long refusedUntold;

    /**
     * @param bulletin tells them
     * @param receipts whether of the writer's word too: not where the writer is in this process and tells of it itself
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    ResequencerNews(Bulletin bulletin, boolean receipts, LongSupplier nanoTime) {
        this.bulletin = bulletin;
        this.receipts = receipts;
        this.refusedAgain = new NowAndThen(nanoTime);
    }

    @Override
    public void running() {
        bulletin.say("resequencing", "The resequencer runs", Map.of());
    }

    @Override
    public void turnBegan(int partition, String image, String generation, int turn) {
        bulletin.image("turn", image, "has the turn on partition " + partition + (turn == 1 ? "" : ", its turn " + turn),
                fields(partition, generation, turn));
    }

    @Override
    public void turnEnded(int partition, String image, String generation, int turn, String how, long passedBytes) {
        Map<String, Object> fields = fields(partition, generation, turn);
        fields.put("state", how);
        fields.put("passedBytes", passedBytes);
        bulletin.image("passed", image, "passed on, " + Sizes.text(passedBytes) + " (" + how + ")", fields);
    }

    @Override
    public void done(int partition, String image, String generation, String how) {
        if (!receipts) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("partition", partition);
        fields.put("generation", generation);
        fields.put("state", how);
        bulletin.image("done", image, "the writer says " + how, fields);
    }

    @Override
    public void recalled(int partition, String image, String generation) {
        bulletin.image("recalled", image, "is to be rebuilt, and waits for its turn",
                Map.of("partition", partition, "generation", generation));
    }

    @Override
    public void recallRefused(int partition, long recallOffset, String why) {
        bulletin.say("recallRefused", "Partition " + partition + ": a recall was refused: " + why,
                Map.of("partition", partition, "recallOffset", recallOffset, "cause", why));
    }

    @Override
    public synchronized void refused(int partition, long interimOffset, String why) {
        if (refusedEach < REFUSED_EACH_MAX) {
            refusedEach++;
        } else if (!refusedAgain.isDue()) {
            refusedUntold++;
            return;
        }
        String others = refusedUntold == 0 ? "" : String.format(Locale.ROOT, " (and %,d more since the last that was told of)", refusedUntold);
        bulletin.say("refused", "Partition " + partition + ", offset " + interimOffset + ": a record was left out: " + why + others,
                Map.of("partition", partition, "interimOffset", interimOffset, "cause", why, "untold", refusedUntold));
        refusedUntold = 0;
    }

    private static Map<String, Object> fields(int partition, String generation, int turn) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("partition", partition);
        fields.put("generation", generation);
        fields.put("turn", turn);
        return fields;
    }
}
