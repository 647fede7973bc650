package io.entrepot.resequencer.core;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** One call of the sequencer: where its actions go, how much it may still pass on, and what stopped it. */
final class Step {

    private final Bounds bounds;
    private final Tally tally;
    private final Consumer<Action> out;
    private long bytes;
    private Stop stop = Stop.DATA;

    Step(Bounds bounds, Tally tally, Consumer<Action> out) {
        this.bounds = bounds;
        this.tally = tally;
        this.out = out;
    }

    /**
     * Whether a value of this size may be passed on now. The first record of a call may have any size, and so may the
     * only one that is outstanding: or no bound smaller than a record would ever let it by.
     */
    boolean allows(Image image, long valueBytes) {
        long outstanding = image.outstandingBytes();
        if (outstanding != 0 && outstanding + valueBytes > bounds.aheadBytesMax()) {
            stop = Stop.RECEIPT;
            return false;
        }
        if (bytes != 0 && bytes + valueBytes > bounds.stepBytesMax()) {
            stop = Stop.STEP;
            return false;
        }
        return true;
    }

    /** What refused the last value that was not allowed; {@link Stop#DATA} while none was. */
    Stop stop() {
        return stop;
    }

    void passOn(byte[] key, byte[] value, OptionalLong interimOffset) {
        bytes += value.length;
        tally.passed(value.length);
        out.accept(new Action.PassOn(key, value, interimOffset));
    }

    void refuse(long interimOffset, String why) {
        tally.refused();
        out.accept(new Action.Refused(interimOffset, why));
    }

    void refuseRecall(long recallOffset, String why) {
        tally.refusedRecall();
        out.accept(new Action.RecallRefused(recallOffset, why));
    }

    void say(Action action) {
        out.accept(action);
    }

    Tally tally() {
        return tally;
    }
}
